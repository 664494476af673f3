// Notices within a second that nothing comes any more, long before the browser gives the way up, and looks for another.
const LOOK_EVERY_MS = 150;
/** Silence is sent too: with Opus DTX a packet each 400 ms (RFC 7587 §3.1.3). */
const SILENT_MS = 700;
/** It may be the others who are gone: then each further attempt waits twice as long. */
const FIRST_PAUSE_MS = 2_000;
const LONGEST_PAUSE_MS = 16_000;

export interface LifelineParts {
  /** Grows for as long as anything comes. */
  stamp(): number;
  /** Somebody sends what should be heard or seen here. */
  isExpected(): boolean;
  /** Looks for another way; the one in use goes on meanwhile, should it still work. */
  restartIce(): void;
  /** In milliseconds. */
  now(): number;
}

export interface Lifeline {
  /** The server can be asked again: not to wait for the next attempt's time. */
  lookNow(): void;
  stop(): void;
}

export function startLifeline({ stamp, isExpected, restartIce, now }: LifelineParts): Lifeline {
  let last = 0;
  let lastAt = now();
  let pauseMs = FIRST_PAUSE_MS;
  let triedAt = Number.NEGATIVE_INFINITY;

  function look(): void {
    const current = stamp();
    if (current !== last || current === 0 || !isExpected()) {
      if (current !== last) pauseMs = FIRST_PAUSE_MS;
      last = current;
      lastAt = now();
      return;
    }
    if (now() - lastAt >= SILENT_MS && now() - triedAt >= pauseMs) tryAnother();
  }

  function tryAnother(): void {
    if (lastAt < triedAt) pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
    triedAt = now();
    restartIce();
  }

  /** The computer is in another network, or in one again. */
  const onNetworkChanged = () => restartIce();
  const timer = setInterval(look, LOOK_EVERY_MS);
  addEventListener('online', onNetworkChanged);
  return {
    lookNow() {
      triedAt = Number.NEGATIVE_INFINITY;
      look();
    },
    stop() {
      clearInterval(timer);
      removeEventListener('online', onNetworkChanged);
    },
  };
}
