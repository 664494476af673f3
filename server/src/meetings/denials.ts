// How long somebody whom a convener denied must wait before knocking again: twice as long each time.
import type { CallId, ParticipantId } from '@distansmote/shared/ids.ts';
import { LimitExceeded, type Limiter } from '../limits/limiter.ts';
import type { LobbyEntry } from './lobby.ts';
import type { MeetingState } from './meetingState.ts';

/** Short at first, since a denial may be a mistake. */
const FIRST_RETRY_SECONDS = 10;
const MAX_RETRY_SECONDS = 15 * 60;
/** To another server: of those who were denied longer ago, the next denial counts as the first. */
const MAX_HANDED_OVER = 200;

type DenialState = MeetingState['denials'][number];
type Knocker = Pick<LobbyEntry, 'address'> & { guest: { id: ParticipantId } };

export class Denials {
  readonly #meeting: CallId;
  readonly #limiter: Limiter;
  /** `until` in milliseconds of `performance.now()`. */
  readonly #waits = new Map<ParticipantId, { seconds: number; until: number }>();

  constructor(meeting: CallId, limiter: Limiter) {
    this.#meeting = meeting;
    this.#limiter = limiter;
  }

  /** The latest ones. */
  get state(): DenialState[] {
    return [...this.#waits].slice(-MAX_HANDED_OVER).map(([id, { seconds, until }]) => {
      return { id, seconds, until: Math.round(performance.timeOrigin + until) };
    });
  }

  /** Of a meeting that was at another server. */
  restore(denials: readonly DenialState[]): void {
    this.#waits.clear();
    for (const { id, seconds, until } of denials)
      this.#waits.set(id, { seconds, until: until - performance.timeOrigin });
  }

  /** @returns seconds until that person may knock again. */
  add({ guest: { id }, address }: Knocker): number {
    // Charged to the address too: a new tab is a new person.
    this.#limiter.charge('denials', { address, meeting: this.#meeting }, 1);
    const before = this.#waits.get(id)?.seconds;
    const seconds =
      before === undefined ? FIRST_RETRY_SECONDS : Math.min(2 * before, MAX_RETRY_SECONDS);
    this.#waits.set(id, { seconds, until: performance.now() + seconds * 1000 });
    return seconds;
  }

  /** @throws LimitExceeded when they may not knock yet. */
  check({ guest: { id }, address }: Knocker): void {
    this.#limiter.check('denials', { address, meeting: this.#meeting });
    const remainingMs = (this.#waits.get(id)?.until ?? 0) - performance.now();
    if (remainingMs > 0)
      throw new LimitExceeded('denials', 'perSocket', Math.ceil(remainingMs / 1000));
  }
}
