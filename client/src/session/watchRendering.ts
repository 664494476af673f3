// Fetches what looks whether others are seen and heard here, once the first pictures have come.
import type { RenderingWatchParts } from './renderingWatch.ts';

const FETCH_AFTER_MS = 500;

/** @returns to be called when it is to end. Where it cannot be fetched nobody is told, and the meeting goes on. */
export function watchRendering(parts: RenderingWatchParts): () => void {
  let isStopped = false;
  let stop: (() => void) | undefined;
  const start = async () => {
    const { startRenderingWatch } = await import('./renderingWatch.ts');
    if (!isStopped) stop = startRenderingWatch(parts);
  };
  setTimeout(() => void start().catch(() => undefined), FETCH_AFTER_MS);
  return () => {
    isStopped = true;
    stop?.();
  };
}
