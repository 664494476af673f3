// Says which missing packets to ask for again, and when (RFC 4585 §6.2.1).

/** A packet that was only overtaken comes within this time. */
const FIRST_MS = 8;
const AGAIN_MS = 60;
const MAX_TIMES = 3;
/** With more missing a key frame is the better remedy. */
const MAX_MISSING = 128;

/** All times are in milliseconds of `performance.now()`. */
export class NackSchedule {
  #asked = new Map<number, { times: number; dueAt: number }>();

  /** @param missing all sequence numbers that are missing now. @returns those to ask for now. */
  due(missing: readonly number[], now: number): number[] {
    const before = this.#asked;
    this.#asked = new Map();
    if (missing.length > MAX_MISSING) return [];
    const due: number[] = [];
    for (const sequence of missing) {
      const asked = before.get(sequence) ?? { times: 0, dueAt: now + FIRST_MS };
      this.#asked.set(sequence, asked);
      if (now < asked.dueAt || asked.times >= MAX_TIMES) continue;
      asked.times += 1;
      asked.dueAt = now + AGAIN_MS;
      due.push(sequence);
    }
    return due;
  }
}
