// Whether a person's microphone is muted, and by whom: the one owner of that, whichever leg carries the sound.
/**
 * `self`: the person, by the page or by a key of the telephone. `handover`: nobody since the audio went to another leg,
 * which took the state over; the leg that it came from is silent by nobody's will.
 */
export type MuteAuthor = 'self' | 'convener' | 'handover';

export class Microphone {
  #isMuted: boolean;
  #by: MuteAuthor;
  #applying: Promise<unknown> = Promise.resolve();

  constructor(isMuted = false, by: MuteAuthor = 'self') {
    this.#isMuted = isMuted;
    this.#by = by;
  }

  get isMuted(): boolean {
    return this.#isMuted;
  }

  get by(): MuteAuthor {
    return this.#by;
  }

  /** Somebody has muted or unmuted it since its leg took the audio over. */
  get isTurned(): boolean {
    return this.#by !== 'handover';
  }

  /** @returns whether that is a change. */
  set(isMuted: boolean, by: MuteAuthor): boolean {
    const hasChanged = isMuted !== this.#isMuted;
    this.#isMuted = isMuted;
    this.#by = by;
    return hasChanged;
  }

  /** The audio goes by another leg from now on, muted as it was. */
  handOver(): void {
    this.#by = 'handover';
  }

  /**
   * A page has started or brought its microphone, or has none. A track that is paused after a handover was paused by
   * nobody, as is one that does not work.
   * @param isPaused undefined where there is no track.
   */
  startedByPage(isPaused: boolean | undefined): void {
    if (isPaused === false || this.isTurned) this.set(isPaused === true, 'self');
  }

  /** One after the other: mediasoup knows of a pause only once its worker has answered. */
  applyInTurn(apply: () => Promise<void>): Promise<void> {
    const turn = this.#applying.then(apply);
    this.#applying = turn.catch(() => undefined);
    return turn;
  }
}
