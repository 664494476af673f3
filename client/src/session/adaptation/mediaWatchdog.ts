// Notices within a second that nothing comes any more, long before the browser gives the way up, and looks for another.
const POLL_INTERVAL_MS = 75;
/** Silence is sent too: with Opus DTX a packet each 400 ms (RFC 7587 §3.1.3). */
const SOUND_SILENT_MS = 700;
/** A picture comes many times a second, so that its absence tells sooner: where it doesn't stutter. */
const PICTURE_SILENT_MS = 250;
/** Of the longest gap of late, so much more is no stutter any more. */
const MORE_THAN_USUAL = 3;
/** At each look the longest gap is remembered a little less: by half in about a second. */
const FORGOTTEN_AT_A_LOOK = 0.95;
/** It may be the others who are gone: then each further attempt waits twice as long. */
const FIRST_PAUSE_MS = 2_000;
const LONGEST_PAUSE_MS = 16_000;

export interface MediaWatchdogDeps {
  /** Grows for as long as anything comes; falls when a track has ended, and is 0 when there is none. */
  lastPacketStamp(): number;
  /** Whether anybody sends what should be seen, or at least heard, here. */
  expected(): 'picture' | 'sound' | 'nothing';
  /** Looks for another way; the one in use goes on meanwhile, should it still work. */
  restartIce(): void;
  /** In milliseconds. */
  now(): number;
}

export interface MediaWatchdog {
  /** The server can be asked again: not to wait for the next attempt's time. */
  checkNow(): void;
  stop(): void;
}

export function startMediaWatchdog({
  lastPacketStamp: stamp,
  expected,
  restartIce,
  now,
}: MediaWatchdogDeps): MediaWatchdog {
  let last = 0;
  let lastAt = now();
  let usualGapMs = SOUND_SILENT_MS;
  let pauseMs = FIRST_PAUSE_MS;
  let triedAt = Number.NEGATIVE_INFINITY;

  function look(): void {
    const current = stamp();
    const awaited = expected();
    if (current > last) {
      pauseMs = FIRST_PAUSE_MS;
      usualGapMs = Math.max(now() - lastAt, usualGapMs * FORGOTTEN_AT_A_LOOK);
      last = current;
      lastAt = now();
    } else if (last === 0 || awaited === 'nothing') lastAt = now();
    else if (now() - lastAt >= silentMs(awaited) && now() - triedAt >= pauseMs) tryAnother();
  }

  /** How long nothing may come. */
  function silentMs(awaited: 'picture' | 'sound'): number {
    if (awaited === 'sound') return SOUND_SILENT_MS;
    return Math.min(Math.max(usualGapMs * MORE_THAN_USUAL, PICTURE_SILENT_MS), SOUND_SILENT_MS);
  }

  function tryAnother(): void {
    if (lastAt < triedAt) pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
    triedAt = now();
    restartIce();
  }

  /** The computer is in another network, or in one again. */
  const onNetworkChanged = () => restartIce();
  const timer = setInterval(look, POLL_INTERVAL_MS);
  addEventListener('online', onNetworkChanged);
  return {
    checkNow() {
      triedAt = Number.NEGATIVE_INFINITY;
      look();
    },
    stop() {
      clearInterval(timer);
      removeEventListener('online', onNetworkChanged);
    },
  };
}
