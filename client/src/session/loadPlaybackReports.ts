// Fetches what looks whether others are seen and heard here, once the first pictures have come.
import type { PlaybackReportsDeps } from './playbackReports.ts';

const FETCH_AFTER_MS = 500;

/** @returns to be called when it is to end. Where it cannot be fetched nobody is told, and the meeting goes on. */
export function loadPlaybackReports(parts: PlaybackReportsDeps): () => void {
  let isStopped = false;
  let stop: (() => void) | undefined;
  const start = async () => {
    const { startPlaybackReports } = await import('./playbackReports.ts');
    if (!isStopped) stop = startPlaybackReports(parts);
  };
  setTimeout(() => void start().catch(() => undefined), FETCH_AFTER_MS);
  return () => {
    isStopped = true;
    stop?.();
  };
}
