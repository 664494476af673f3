// One page's signalling: where it stands on the way into a meeting, across drops of its socket.
import type { LeaveReason, Notice } from '@distansmote/shared/signalling/notices.ts';
import type { Account } from '../accounts/accountStore.ts';
import { siteOf } from '../platform/clientAddress.ts';
import type { JoinCredentials } from '../meetings/joinCredentials.ts';
import type { Payer } from '../limits/limiter.ts';
import type { LobbyDoor, LobbyPlace } from '../meetings/lobby.ts';
import type { ParticipantMedia } from '../media/participantMedia.ts';
import type { BrowserLeg } from './browserLeg.ts';
import type { Meeting } from '../meetings/meeting.ts';
import { Refused } from '../meetings/refused.ts';
import type { EquipmentTest } from './equipmentTests.ts';
import type { PendingJoin, PendingJoins } from './pendingJoins.ts';

/** What was prepared and not joined is given up after this long. */
const WAITING_MS = 15 * 60_000;
/** Whether media still goes on of one whose socket has dropped. */
const LOOK_AGAIN_MS = 2_000;

interface Place {
  meeting: Meeting;
  participant: BrowserLeg;
  /** Judged again at the join: a new link may have made it worthless. */
  shown: JoinCredentials;
}

/** Whom a page belongs to, by the cookie of its socket. */
export interface Visitor {
  /** The socket's. */
  id: string;
  /** Whom guesses are counted for. */
  address: string;
  /**
   * Whose accounts are charged for what is asked. Who is signed in has their own: nobody behind the same address uses up
   * what a convener needs to clear a meeting.
   */
  readonly payer: Payer & { address: string };
  /** The member of staff who is signed in there; as of the request that is being answered. */
  account: Account | undefined;
  /** A session that has ended, or an account that was closed, has no rights here either. */
  renewAccount(): Promise<void>;
}

export class ClientSession {
  readonly visitor: Visitor;
  readonly #send: (notice: Notice) => void;
  readonly #waitingPlaces: PendingJoins;
  #waiting: PendingJoin | undefined;
  #place: Place | undefined;
  /** Where the page is present still, while it prepares to be there by other transports. */
  #former: Place | undefined;
  /** Where the page waits to be let in. */
  #knocking: { door: LobbyDoor; place: LobbyPlace } | undefined;
  /** The way to the media server is being tried, with no meeting. */
  #test: EquipmentTest | undefined;
  #waitingTimer: NodeJS.Timeout | undefined;
  #graceTimer: NodeJS.Timeout | undefined;
  #queue: Promise<unknown> = Promise.resolve();
  #closed = false;

  /** @param send delivers a notice to the page, also later if its socket has dropped just now. */
  constructor(visitor: Visitor, send: (notice: Notice) => void, waitingPlaces: PendingJoins) {
    this.visitor = visitor;
    this.#send = send;
    this.#waitingPlaces = waitingPlaces;
  }

  get closed(): boolean {
    return this.#closed;
  }

  /** What a participant of this page is told; nothing any more of one that makes room for a newer one. */
  tell(participant: BrowserLeg, notice: Notice): void {
    if (this.#place !== undefined && this.#place.participant !== participant) return;
    if (['meetingEnded', 'sessionReplaced', 'removed'].includes(notice.name)) this.#forget();
    this.#send(notice);
  }

  /** One request after the other, in the order they came. */
  inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#queue.then(work);
    // Without what it was answered: that would be kept until the next request.
    this.#queue = turn.then(nothing, nothing);
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

  /**
   * Of what is prepared, or of the test.
   * @throws Refused `notPrepared`
   */
  get media(): ParticipantMedia {
    return this.#test?.echo.media ?? this.preparedPlace.participant.media;
  }

  /** On the way into a meeting, or in it. */
  get isBusy(): boolean {
    return this.#place !== undefined || this.#knocking !== undefined;
  }

  /** @throws Refused `notPrepared` */
  get test(): EquipmentTest {
    if (this.#test === undefined) throw new Refused('notPrepared');
    return this.#test;
  }

  /** The one before is over. */
  tries(test: EquipmentTest): void {
    this.#test?.close();
    this.#test = test;
  }

  /** @throws Refused `notJoined` */
  get joinedPlace(): Place {
    if (this.#place?.participant.isPresent !== true) throw new Refused('notJoined');
    return this.#place;
  }

  /** Where the page is in a meeting, also while it prepares to come back there; undefined when it is in none. */
  get presentPlace(): Place | undefined {
    return [this.#former, this.#place].find((place) => place?.participant.isPresent);
  }

  /** What was prepared before is given up; who is present stays so until `joined`. */
  wait(place: Place): void {
    const before = this.#place;
    this.#forgetWaiting();
    this.leaveLobby();
    this.#endTest();
    this.#place = place;
    if (before?.participant.isPresent === true) this.#former = before;
    else before?.meeting.leave(before.participant, 'left');
    const expire = () => {
      this.leave('left');
      this.#send({ name: 'preparationExpired', body: {} });
    };
    this.#waitingTimer = setTimeout(expire, WAITING_MS);
    const { address } = this.visitor.payer;
    this.#waiting = { address, callId: place.meeting.callId, expire };
    this.#waitingPlaces.add(this.#waiting);
  }

  /** @returns false when the lobby is full. */
  knock(door: LobbyDoor, who: Pick<LobbyPlace, 'guest' | 'browserId'>): boolean {
    this.leave('left');
    const place: LobbyPlace = {
      ...who,
      address: siteOf(this.visitor.address),
      tell: (notice) => {
        if (this.#knocking?.place !== place) return;
        if (['admitted', 'denied', 'meetingEnded'].includes(notice.name)) {
          this.#knocking = undefined;
        }
        this.#send(notice);
      },
    };
    if (!door.knock(place)) return false;
    this.#knocking = { door, place };
    return true;
  }

  joined(): void {
    this.#forgetWaiting();
    // Of the same id and meeting, it has made room; else it leaves that one.
    const former = this.#former;
    this.#former = undefined;
    former?.meeting.leave(former.participant, 'left');
  }

  leave(reason: LeaveReason): void {
    const places = [this.#former, this.#place];
    this.leaveLobby();
    this.#forget();
    this.#endTest();
    for (const place of places) place?.meeting.leave(place.participant, reason);
  }

  /**
   * The socket has dropped: the place is kept for `graceMs.least`, and after that for as long as media goes on by it,
   * up to `graceMs.most`; then it is given up.
   */
  dropped(graceMs: { least: number; most: number }, onGone: () => void): void {
    // The server is stopping: there is no place to keep.
    if (this.#closed) return;
    clearTimeout(this.#graceTimer);
    const droppedAtMs = performance.now();
    const look = () => {
      const isStillHeard = this.presentPlace?.participant.media.isConnected === true;
      if (isStillHeard && performance.now() - droppedAtMs < graceMs.most) {
        this.#graceTimer = setTimeout(look, LOOK_AGAIN_MS);
        return;
      }
      this.close('connectionLost');
      onGone();
    };
    this.#graceTimer = setTimeout(look, graceMs.least);
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
    this.#forgetWaiting();
    this.#former = undefined;
    this.#place = undefined;
    this.#knocking = undefined;
  }

  /** Waits there no more, if it did. */
  leaveLobby(): void {
    const knocking = this.#knocking;
    this.#knocking = undefined;
    knocking?.door.leaveLobby(knocking.place);
  }

  #endTest(): void {
    this.#test?.close();
    this.#test = undefined;
  }

  #forgetWaiting(): void {
    clearTimeout(this.#waitingTimer);
    this.#waitingTimer = undefined;
    if (this.#waiting !== undefined) this.#waitingPlaces.remove(this.#waiting);
    this.#waiting = undefined;
  }
}

const nothing = (): void => undefined;
