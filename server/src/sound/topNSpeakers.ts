// Of many voices at once the loudest few are passed on: nobody can follow more, and no network need carry them.

/** So many are passed on at once. */
export const MAX_SPEAKERS = 5;
/** Packets in the time between two looks: fewer come from a microphone in a silent room (Opus DTX, RFC 7587 §3.1.3). */
const BUSY_PACKETS = 10;
/** How often to look, so that half of what a voice sends without DTX (20 ms a packet) makes it busy. */
export const POLL_INTERVAL_MS = 400;
/** In dBov (RFC 6464): quieter than this is no speech; so much louder one must be to take another's place. */
const SPEECH = -50;
const MARGIN_DB = 6;
const SILENT = -127;
/** Whoever has just been let through is not cut off in the middle of a word. */
const KEEP_MS = 1_000;
/** Shares of the way to a packet's level: up at once, down within a second. */
const UP = 0.8;
const DOWN = 0.03;

interface Voice {
  /** Smoothed, in dBov. */
  loudness: number;
  /** Since the last look. */
  packets: number;
  isBusy: boolean;
  isHeard: boolean;
  heardSince: number;
}

/**
 * A voice that is silent costs nothing and stays open, so that its first syllable is not lost; only while more
 * than `most` send at once are the quietest of them held back. One that is held back and raises its voice is
 * let through with its first loud packet.
 */
export class TopNSpeakers<Id extends string> {
  readonly #most: number;
  readonly #changed: (suppressedIds: Id[]) => void;
  readonly #voices = new Map<Id, Voice>();

  /** @param changed who is held back now; told only when that changes. */
  constructor(most: number, changed: (suppressedIds: Id[]) => void) {
    this.#most = most;
    this.#changed = changed;
  }

  isHeard(id: Id): boolean {
    return this.#voices.get(id)?.isHeard ?? true;
  }

  get suppressedIds(): Id[] {
    return [...this.#voices].flatMap(([id, { isHeard }]) => (isHeard ? [] : [id]));
  }

  forget(id: Id): void {
    if (this.#voices.get(id)?.isHeard === false) this.#changeTo(() => this.#voices.delete(id));
    else this.#voices.delete(id);
  }

  /**
   * A packet has come.
   * @param level in dBov, 0 the loudest, -127 silence. @param now in milliseconds of `performance.now()`.
   */
  packet(id: Id, level: number, now: number): void {
    let voice = this.#voices.get(id);
    if (voice === undefined) {
      voice = { loudness: level, packets: 0, isBusy: false, isHeard: true, heardSince: now };
      this.#voices.set(id, voice);
    }
    voice.packets += 1;
    voice.loudness += (level - voice.loudness) * (level > voice.loudness ? UP : DOWN);
    if (!voice.isHeard && voice.loudness > SPEECH) this.#exchange(voice, now);
  }

  /** To be called every `LOOK_EVERY_MS`. */
  look(now: number): void {
    for (const voice of this.#voices.values()) {
      voice.isBusy = voice.packets >= BUSY_PACKETS;
      voice.packets = 0;
      if (!voice.isBusy) voice.loudness = SILENT;
    }
    const busy = [...this.#voices.values()].filter(({ isBusy }) => isBusy);
    const chosen = new Set(
      busy.toSorted((a, b) => rank(b, now) - rank(a, now)).slice(0, this.#most),
    );
    this.#changeTo(() => {
      for (const voice of this.#voices.values())
        set(voice, !voice.isBusy || chosen.has(voice), now);
    });
  }

  /** The quietest of those that are heard gives way, if it is quieter by far. */
  #exchange(louder: Voice, now: number): void {
    const heard = [...this.#voices.values()].filter(({ isBusy, isHeard }) => isBusy && isHeard);
    const [quietest] = heard.toSorted((a, b) => rank(a, now) - rank(b, now));
    if (quietest !== undefined && rank(quietest, now) > louder.loudness) return;
    this.#changeTo(() => {
      if (quietest !== undefined) set(quietest, false, now);
      set(louder, true, now);
    });
  }

  #changeTo(change: () => void): void {
    const before = this.suppressedIds.join();
    change();
    const { suppressedIds } = this;
    if (suppressedIds.join() !== before) this.#changed(suppressedIds);
  }
}

/** What a voice must be beaten by: more than its loudness for one that is heard, everything for one just let through. */
function rank({ loudness, isHeard, heardSince }: Voice, now: number): number {
  if (!isHeard) return loudness;
  return now - heardSince < KEEP_MS && loudness > SPEECH ? 0 : loudness + MARGIN_DB;
}

function set(voice: Voice, isHeard: boolean, now: number): void {
  if (isHeard && !voice.isHeard) voice.heardSince = now;
  voice.isHeard = isHeard;
}
