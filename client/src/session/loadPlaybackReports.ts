// Loads the playback reports' code once the first videos have appeared.
import type { PlaybackReportsDeps } from './playbackReports.ts';

const FETCH_AFTER_MS = 500;

/** @returns a function that stops it. If the code cannot be loaded, nothing is reported and the meeting goes on. */
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
