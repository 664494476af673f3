// Sends what a meeting is like to the server that it moves to: again when its door changes, and once more at last.
import { setTimeout as pause } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import type { Meeting } from '../meetings/meeting.ts';
import { meetingState, type MeetingState } from '../meetings/meetingState.ts';

/** Each waits a second for its answer: all of them end before that server stops waiting (`arrival.ts`). */
const MAX_TRIES = 3;
const RETRY_MS = 200;

export class StateSender {
  readonly #meeting: Pick<Meeting, 'handOver' | 'closed'>;
  readonly #send: (state: MeetingState) => Promise<unknown>;
  #sent: MeetingState;
  #sending = Promise.resolve();
  #hasChanged = false;
  #isLast = false;

  /**
   * @param send rejects when it did not arrive.
   * @param sent what that server has already.
   */
  constructor(
    meeting: Pick<Meeting, 'handOver' | 'closed'>,
    sent: MeetingState,
    send: (state: MeetingState) => Promise<unknown>,
  ) {
    this.#meeting = meeting;
    this.#sent = sent;
    this.#send = send;
  }

  /** Something may have changed: should this server die now, the other one must know of it. One at a time. */
  changed(): void {
    this.#hasChanged = true;
    this.#sending = this.#sending.then(() => this.#sendChange());
  }

  async #sendChange(): Promise<void> {
    if (!this.#hasChanged || this.#isLast || this.#meeting.closed) return;
    this.#hasChanged = false;
    const state = { ...this.#meeting.handOver(), isPreliminary: true };
    if (isDeepStrictEqual(state, this.#sent)) return;
    this.#sent = state;
    // The last one says it too.
    await this.#tryToSend(() => (this.#isLast ? undefined : state)).catch(() => undefined);
  }

  /**
   * After those that are on the way. Of a meeting that has ended meanwhile, nothing is to go on.
   * @throws Error if it did not arrive, for all that was tried.
   */
  async last(): Promise<void> {
    this.#isLast = true;
    await this.#sending;
    await this.#tryToSend(() =>
      this.#meeting.closed ? meetingState.parse({}) : this.#meeting.handOver(),
    );
  }

  /** @param current undefined when it need not be sent any more. */
  async #tryToSend(current: () => MeetingState | undefined): Promise<void> {
    for (let tries = 1; ; tries += 1) {
      const state = current();
      if (state === undefined) return;
      try {
        await this.#send(state);
        return;
      } catch (error) {
        if (tries === MAX_TRIES) throw error;
        await pause(RETRY_MS);
      }
    }
  }
}
