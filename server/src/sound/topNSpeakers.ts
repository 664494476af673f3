// Selects the loudest of many voices: nobody can follow more, and the network need not carry them.

/** How many are passed on at once. */
export const MAX_SPEAKERS = 5;
/** Packets between two polls: a microphone in a silent room sends fewer (Opus DTX, RFC 7587 §3.1.3). */
const BUSY_PACKETS = 10;
/** So that a voice counts as busy by half of what it sends without DTX (20 ms packets). */
export const POLL_INTERVAL_MS = 400;
/** In dBov (RFC 6464): the quietest speech, and how much louder a voice must be to displace another. */
const SPEECH = -50;
const MARGIN_DB = 6;
const SILENT = -127;
/** A voice that was just selected is not cut off in the middle of a word. */
const HOLD_MS = 1_000;
/** Smoothing per packet: up at once, down within a second. */
const UP = 0.8;
const DOWN = 0.03;

interface Voice {
  /** Smoothed, in dBov. */
  loudness: number;
  /** Since the last poll. */
  packets: number;
  isBusy: boolean;
  isHeard: boolean;
  heardSince: number;
}

/**
 * A silent voice costs nothing and stays selected, so that its first syllable is not lost. Only while more than `max`
 * send at once are the quietest suppressed. A suppressed voice that speaks up is selected at its first loud packet.
 */
export class TopNSpeakers<Id extends string> {
  readonly #max: number;
  readonly #onChange: (suppressedIds: Id[]) => void;
  readonly #voices = new Map<Id, Voice>();
  #exempt: ReadonlySet<Id> = new Set();

  /** @param onChange called with the suppressed ids when they change. */
  constructor(max: number, onChange: (suppressedIds: Id[]) => void) {
    this.#max = max;
    this.#onChange = onChange;
  }

  isHeard(id: Id): boolean {
    return this.#voices.get(id)?.isHeard ?? true;
  }

  get suppressedIds(): Id[] {
    return [...this.#voices].flatMap(([id, { isHeard }]) => (isHeard ? [] : [id]));
  }

  /** These are never suppressed, and none of the `max`. */
  setExempt(ids: Iterable<Id>): void {
    this.#exempt = new Set(ids);
    this.#apply(() => {
      for (const id of this.#exempt) {
        const voice = this.#voices.get(id);
        if (voice !== undefined) voice.isHeard = true;
      }
    });
  }

  forget(id: Id): void {
    if (this.#voices.get(id)?.isHeard === false) this.#apply(() => this.#voices.delete(id));
    else this.#voices.delete(id);
  }

  /**
   * Counts a packet.
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
    if (!voice.isHeard && voice.loudness > SPEECH) this.#displace(voice, now);
  }

  /** To be called every `POLL_INTERVAL_MS`. */
  poll(now: number): void {
    for (const voice of this.#voices.values()) {
      voice.isBusy = voice.packets >= BUSY_PACKETS;
      voice.packets = 0;
      if (!voice.isBusy) voice.loudness = SILENT;
    }
    const busy = this.#competing().filter(({ isBusy }) => isBusy);
    const chosen = new Set(
      busy.toSorted((a, b) => rank(b, now) - rank(a, now)).slice(0, this.#max),
    );
    this.#apply(() => {
      for (const [id, voice] of this.#voices)
        set(voice, !voice.isBusy || chosen.has(voice) || this.#exempt.has(id), now);
    });
  }

  /** Displaces the quietest selected voice, if it is quieter by the margin. */
  #displace(louder: Voice, now: number): void {
    const heard = this.#competing().filter(({ isBusy, isHeard }) => isBusy && isHeard);
    const [quietest] = heard.toSorted((a, b) => rank(a, now) - rank(b, now));
    if (quietest !== undefined && rank(quietest, now) > louder.loudness) return;
    this.#apply(() => {
      if (quietest !== undefined) set(quietest, false, now);
      set(louder, true, now);
    });
  }

  /** All but those who are exempt. */
  #competing(): Voice[] {
    return [...this.#voices].flatMap(([id, voice]) => (this.#exempt.has(id) ? [] : [voice]));
  }

  #apply(change: () => void): void {
    const before = this.suppressedIds.join();
    change();
    const { suppressedIds } = this;
    if (suppressedIds.join() !== before) this.#onChange(suppressedIds);
  }
}

/** A selected voice ranks above its loudness by the margin, and one just selected above all others. */
function rank({ loudness, isHeard, heardSince }: Voice, now: number): number {
  if (!isHeard) return loudness;
  return now - heardSince < HOLD_MS && loudness > SPEECH ? 0 : loudness + MARGIN_DB;
}

function set(voice: Voice, isHeard: boolean, now: number): void {
  if (isHeard && !voice.isHeard) voice.heardSince = now;
  voice.isHeard = isHeard;
}
