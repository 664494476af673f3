// The longest silence between two packets of a voice, and how much of it this process caused itself.

const TICK_MS = 5;
/** A tick later than this is a stall of our own. */
const STALL_MS = 3;

interface Stall {
  fromMs: number;
  untilMs: number;
}

export interface SoundGap {
  /** Between two packets as read here. */
  gapMs: number;
  /** Without the time in which this process itself was stalled: the most that the server can have caused. */
  serverMs: number;
  /** The longest stall of this process. */
  ownStallMs: number;
}

export class SoundGaps {
  #lastMs = new Map<string, number>();
  #stalls: Stall[] = [];
  #worst: SoundGap = { gapMs: 0, serverMs: 0, ownStallMs: 0 };
  readonly #ticker: NodeJS.Timeout;

  constructor() {
    let due = performance.now() + TICK_MS;
    this.#ticker = setInterval(() => {
      const now = performance.now();
      if (now - due > STALL_MS) this.#noteStall({ fromMs: due, untilMs: now });
      due = now + TICK_MS;
    }, TICK_MS);
  }

  heard(of: string): void {
    const now = performance.now();
    const last = this.#lastMs.get(of);
    this.#lastMs.set(of, now);
    if (last !== undefined) this.#noteGap(last, now);
  }

  /** Since the last query, including a silence that is still going on. */
  take(): SoundGap {
    const now = performance.now();
    for (const last of this.#lastMs.values()) this.#noteGap(last, now);
    const worst = this.#worst;
    this.#worst = { gapMs: 0, serverMs: 0, ownStallMs: 0 };
    this.#stalls = this.#stalls.filter(({ untilMs }) => now - untilMs < 10_000);
    return worst;
  }

  /** From now on silence is intended. */
  stop(): void {
    clearInterval(this.#ticker);
    this.#lastMs.clear();
  }

  #noteStall(stall: Stall): void {
    this.#stalls.push(stall);
    this.#worst.ownStallMs = Math.max(this.#worst.ownStallMs, stall.untilMs - stall.fromMs);
  }

  #noteGap(fromMs: number, untilMs: number): void {
    const gapMs = untilMs - fromMs;
    if (gapMs < this.#worst.serverMs) return;
    const ownMs = this.#stalls
      .map((stall) => Math.min(stall.untilMs, untilMs) - Math.max(stall.fromMs, fromMs))
      .filter((overlapMs) => overlapMs > 0)
      .reduce((sum, overlapMs) => sum + overlapMs, 0);
    this.#worst.gapMs = Math.max(this.#worst.gapMs, gapMs);
    this.#worst.serverMs = Math.max(this.#worst.serverMs, gapMs - ownMs);
  }
}
