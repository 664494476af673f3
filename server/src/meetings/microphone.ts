// Whether a person's microphone is muted, and by whom. The only mute state, whichever leg carries the audio.
/**
 * `self`: the person, on any of their legs. `handover`: nobody, since the audio moved to another leg,
 * which took the state over. The leg that it moved from is muted automatically.
 */
export type MuteAuthor = 'self' | 'convener' | 'handover';

export class Microphone {
  #isMuted: boolean;
  #by: MuteAuthor;
  #unheardMuteBy: string | undefined;
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

  /** The convener who muted it, until the person's page does so too: one that is preparing again hears nothing. */
  get unheardMuteBy(): string | undefined {
    return this.#unheardMuteBy;
  }

  /** Somebody has muted or unmuted it since the audio last moved to another leg. */
  get isTurned(): boolean {
    return this.#by !== 'handover';
  }

  /**
   * @param byName of the convener, if the person is told of it.
   * @returns whether the state changed.
   */
  set(isMuted: boolean, by: MuteAuthor, byName?: string): boolean {
    const hasChanged = isMuted !== this.#isMuted;
    this.#isMuted = isMuted;
    this.#by = by;
    this.#unheardMuteBy = isMuted ? byName : undefined;
    return hasChanged;
  }

  /** The audio moves to another leg; the mute state stays. */
  handOver(): void {
    this.#by = 'handover';
  }

  /**
   * The primary leg has started or stopped its microphone track, or joined with or without one. A track that is paused
   * after a handover was not paused by the person; nor does a failed device mean that they muted it.
   * @param isPaused undefined when there is no track.
   */
  followTrack(isPaused: boolean | undefined): void {
    if (isPaused === false || this.isTurned) this.set(isPaused === true, 'self');
  }

  /** Serialised: mediasoup's state changes only when its worker has answered. */
  applyInTurn(apply: () => Promise<void>): Promise<void> {
    const turn = this.#applying.then(apply);
    this.#applying = turn.catch(() => undefined);
    return turn;
  }
}
