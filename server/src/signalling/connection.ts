// One page's signalling: where it stands on the way into a meeting, across drops of its socket.
import type { LeaveReason, Notice } from '@distansmote/shared/signalling/notices.ts';
import type { BrowserParticipant } from '../meetings/browserParticipant.ts';
import type { Meeting } from '../meetings/meeting.ts';
import { Refused } from '../refused.ts';
import type { Waiting, WaitingPlaces } from './waitingPlaces.ts';

/** What was prepared and not joined is given up after this long. */
const WAITING_MS = 15 * 60_000;

interface Place {
  meeting: Meeting;
  participant: BrowserParticipant;
}

export class Connection {
  /** Whom guesses are counted for. */
  readonly address: string;
  readonly #send: (notice: Notice) => void;
  readonly #waitingPlaces: WaitingPlaces;
  #waiting: Waiting | undefined;
  #place: Place | undefined;
  #waitingTimer: NodeJS.Timeout | undefined;
  #graceTimer: NodeJS.Timeout | undefined;
  #queue: Promise<unknown> = Promise.resolve();
  #closed = false;

  /** @param send delivers a notice to the page, also later if its socket has dropped just now. */
  constructor(address: string, send: (notice: Notice) => void, waitingPlaces: WaitingPlaces) {
    this.address = address;
    this.#send = send;
    this.#waitingPlaces = waitingPlaces;
  }

  get closed(): boolean {
    return this.#closed;
  }

  readonly tell = (notice: Notice): void => {
    if (notice.name === 'meetingEnded') this.#forget();
    this.#send(notice);
  };

  /** One request after the other, in the order they came. */
  inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#queue.then(work);
    this.#queue = turn.catch(() => undefined);
    return turn;
  }

  /** Undefined when nothing is prepared. */
  get place(): Place | undefined {
    return this.#place;
  }

  /** @throws Refused `notPrepared` */
  get preparedPlace(): Place {
    if (this.#place === undefined) throw new Refused('notPrepared');
    return this.#place;
  }

  /** @throws Refused `notJoined` */
  get joinedPlace(): Place {
    if (this.#place?.participant.isPresent !== true) throw new Refused('notJoined');
    return this.#place;
  }

  wait(place: Place): void {
    this.#place = place;
    const expire = () => {
      this.leave('left');
      this.#send({ name: 'preparationExpired', body: {} });
    };
    this.#waitingTimer = setTimeout(expire, WAITING_MS);
    this.#waiting = { address: this.address, callId: place.meeting.callId, expire };
    this.#waitingPlaces.add(this.#waiting);
  }

  joined(): void {
    clearTimeout(this.#waitingTimer);
    if (this.#waiting !== undefined) this.#waitingPlaces.remove(this.#waiting);
    this.#waiting = undefined;
  }

  leave(reason: LeaveReason): void {
    const place = this.#place;
    this.#forget();
    place?.meeting.leave(place.participant, reason);
  }

  /** The socket has dropped: the place is kept for `graceMs`, then given up. */
  dropped(graceMs: number, onGone: () => void): void {
    // The server is stopping: there is no place to keep.
    if (this.#closed) return;
    clearTimeout(this.#graceTimer);
    this.#graceTimer = setTimeout(() => {
      this.close('connectionLost');
      onGone();
    }, graceMs);
  }

  /** The socket is back within its grace. */
  resumed(): void {
    clearTimeout(this.#graceTimer);
  }

  close(reason: LeaveReason): void {
    if (this.#closed) return;
    this.#closed = true;
    clearTimeout(this.#graceTimer);
    this.leave(reason);
  }

  #forget(): void {
    this.joined();
    this.#place = undefined;
  }
}
