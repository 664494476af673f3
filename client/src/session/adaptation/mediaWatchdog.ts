// Notices within a second that media has stopped, long before the browser gives up the path, and restarts ICE.
const POLL_INTERVAL_MS = 75;
/** Silence is sent too: with Opus DTX one packet per 400 ms (RFC 7587 §3.1.3). */
const SOUND_SILENT_MS = 700;
/** Video has many frames per second, so a gap shows sooner, unless it stutters anyway. */
const PICTURE_SILENT_MS = 250;
/** A gap this many times longer than the longest recent one is not stutter. */
const MORE_THAN_USUAL = 3;
/** The longest gap decays with each poll, by half in about a second. */
const FORGOTTEN_AT_A_LOOK = 0.95;
/** The others may be the ones who are cut off: then the pause doubles with each attempt. */
const FIRST_PAUSE_MS = 2_000;
const LONGEST_PAUSE_MS = 16_000;

export interface MediaWatchdogDeps {
  /** Grows while packets arrive; falls when a track ends; 0 without tracks. */
  lastPacketStamp(): number;
  /** How long ago the last packet arrived, in milliseconds, asked before the path is given up; undefined if unknown. */
  silentForMs(): Promise<number | undefined>;
  /** What should be arriving now. */
  expected(): 'picture' | 'sound' | 'nothing';
  /** Looks for another path. The current one keeps running if it still works. */
  restartIce(): void;
  /** A monotonic clock, in milliseconds. */
  now(): number;
}

export interface MediaWatchdog {
  /** The server can be reached again: the next attempt need not wait. */
  checkNow(): void;
  stop(): void;
}

export function startMediaWatchdog({
  lastPacketStamp: stamp,
  silentForMs,
  expected,
  restartIce,
  now,
}: MediaWatchdogDeps): MediaWatchdog {
  let last = 0;
  let lastAt = now();
  let usualGapMs = SOUND_SILENT_MS;
  let pauseMs = FIRST_PAUSE_MS;
  let triedAt = Number.NEGATIVE_INFINITY;
  let isAsking = false;
  let isStopped = false;

  function poll(): void {
    const current = stamp();
    const awaited = expected();
    if (current > last) {
      pauseMs = FIRST_PAUSE_MS;
      usualGapMs = Math.max(now() - lastAt, usualGapMs * FORGOTTEN_AT_A_LOOK);
      last = current;
      lastAt = now();
    } else if (last === 0 || awaited === 'nothing') lastAt = now();
    else if (isSilent(awaited) && now() - triedAt >= pauseMs) void restartIfSilent();
  }

  function isSilent(awaited: 'picture' | 'sound'): boolean {
    return now() - lastAt >= silentMs(awaited);
  }

  /** Packets may arrive although none is reported as played. */
  async function restartIfSilent(): Promise<void> {
    if (isAsking) return;
    isAsking = true;
    const silentFor = await silentForMs().catch(() => undefined);
    isAsking = false;
    const awaited = expected();
    if (isStopped || awaited === 'nothing') return;
    if (silentFor !== undefined) lastAt = Math.max(lastAt, now() - silentFor);
    if (isSilent(awaited)) restart();
    else pauseMs = FIRST_PAUSE_MS;
  }

  /** How long a silence is tolerated. */
  function silentMs(awaited: 'picture' | 'sound'): number {
    if (awaited === 'sound') return SOUND_SILENT_MS;
    return Math.min(Math.max(usualGapMs * MORE_THAN_USUAL, PICTURE_SILENT_MS), SOUND_SILENT_MS);
  }

  function restart(): void {
    if (lastAt < triedAt) pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
    triedAt = now();
    restartIce();
  }

  /** The computer has moved to another network, or is back in one. */
  const onNetworkChanged = () => restartIce();
  const timer = setInterval(poll, POLL_INTERVAL_MS);
  addEventListener('online', onNetworkChanged);
  return {
    checkNow() {
      triedAt = Number.NEGATIVE_INFINITY;
      poll();
    },
    stop() {
      isStopped = true;
      clearInterval(timer);
      removeEventListener('online', onNetworkChanged);
    },
  };
}
