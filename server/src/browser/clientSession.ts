// One page's signalling session, across drops of its socket: how far it has come on the way into a meeting.
import type { LeaveReason, Notice } from '@distansmote/shared/signalling/notices.ts';
import type { Account } from '../accounts/accountStore.ts';
import { siteOf } from '../platform/clientAddress.ts';
import type { Payer } from '../limits/limiter.ts';
import type { ParticipantMedia } from '../media/participantMedia.ts';
import { endsWait } from '../meetings/events.ts';
import type { LobbyDoor, LobbyEntry } from '../meetings/lobby.ts';
import type { Meeting } from '../meetings/meeting.ts';
import type { Person } from '../meetings/person.ts';
import { Refused } from '../meetings/refused.ts';
import type { BrowserEntrant } from './browserEntrant.ts';
import type { BrowserLeg } from './browserLeg.ts';
import type { EquipmentTest } from './equipmentTests.ts';
import { lobbyNoticeOf } from './notices.ts';
import type { PendingJoin, PendingJoins } from './pendingJoins.ts';

/** A preparation that isn't followed by a join is released after this long. */
const PENDING_MS = 15 * 60_000;
/** How often to check whether media still flows after the socket has dropped. */
const POLL_INTERVAL_MS = 2_000;

/** A leg of this page that is prepared, not joined. */
export interface PreparedLeg {
  meeting: Meeting;
  leg: BrowserLeg;
  /** Evaluated again at the join: the guest link may have been replaced. */
  entrant: BrowserEntrant;
}

/** A leg of this page that is in the meeting. */
export interface JoinedLeg extends PreparedLeg {
  person: Person;
}

/** The client behind a page; the account comes from the cookie of its socket. */
export interface Client {
  /** The socket's id. */
  id: string;
  /** Guesses are counted per address. */
  address: string;
  /**
   * Who is charged for requests. Staff who are signed in have accounts of their own: others at the same address can't
   * use up what a convener needs to clear a meeting.
   */
  readonly payer: Payer & { address: string };
  /** The signed-in member of staff, as of the current request. */
  account: Account | undefined;
  /** Looks the account up again: an ended session or a closed account has no rights here either. */
  renewAccount(): Promise<void>;
}

export class ClientSession {
  readonly client: Client;
  readonly #send: (notice: Notice) => void;
  readonly #pendingJoins: PendingJoins;
  #pending: PendingJoin | undefined;
  #current: PreparedLeg | JoinedLeg | undefined;
  /** The leg that is still in the meeting while the page prepares a new one. */
  #former: JoinedLeg | undefined;
  /** Where the page waits to be admitted. */
  #lobby: { lobby: LobbyDoor; entry: LobbyEntry } | undefined;
  /** The latest lobby entry of this page; events to older ones are ignored. */
  #lobbyEntry: LobbyEntry | undefined;
  /** An equipment test, without a meeting. */
  #test: EquipmentTest | undefined;
  #pendingTimer: NodeJS.Timeout | undefined;
  #graceTimer: NodeJS.Timeout | undefined;
  #queue: Promise<unknown> = Promise.resolve();
  #afterReply: (() => void)[] = [];
  #closed = false;

  /** @param send delivers a notice to the page, also later if its socket has just dropped. */
  constructor(client: Client, send: (notice: Notice) => void, pendingJoins: PendingJoins) {
    this.client = client;
    this.#send = send;
    this.#pendingJoins = pendingJoins;
  }

  get closed(): boolean {
    return this.#closed;
  }

  /** Forwards a leg's notice to the page, unless a newer leg has taken over. */
  send(leg: BrowserLeg, notice: Notice): void {
    if (this.#current === undefined || this.#current.leg === leg) this.#send(notice);
  }

  /** The meeting has forgotten that leg. */
  legEnded(leg: BrowserLeg): void {
    if (this.#current?.leg === leg) this.#forget();
  }

  /** Requests run one at a time, in order of arrival. */
  inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#queue.then(work);
    // Drops the result, which would be retained until the next request.
    this.#queue = turn.then(nothing, nothing);
    return turn;
  }

  /** Runs `work` after the reply to the current request has been sent. */
  afterReply(work: () => void): void {
    this.#afterReply.push(work);
  }

  replied(): void {
    for (const work of this.#afterReply.splice(0)) work();
  }

  /** The leg in the meeting or on its way there; undefined when nothing is prepared. */
  get current(): PreparedLeg | undefined {
    return this.#current;
  }

  /** @throws Refused `notPrepared` */
  get prepared(): PreparedLeg {
    if (this.#current === undefined) throw new Refused('notPrepared');
    return this.#current;
  }

  /** @throws Refused `notJoined` */
  get joined(): JoinedLeg {
    const { joinedLeg } = this;
    // The page asks again at the server that it is moving to.
    if (joinedLeg.meeting.departure.isFrozen) throw new Refused('notJoined');
    return joinedLeg;
  }

  /**
   * Also in a meeting whose state another server has already: for what that server learns by the join.
   * @throws Refused `notJoined`
   */
  get joinedLeg(): JoinedLeg {
    if (!isJoined(this.#current)) throw new Refused('notJoined');
    return this.#current;
  }

  /** The leg in the meeting, also while the page prepares to replace it; undefined when in none. */
  get present(): JoinedLeg | undefined {
    return this.#former ?? (isJoined(this.#current) ? this.#current : undefined);
  }

  get hasJoined(): boolean {
    return isJoined(this.#current);
  }

  /**
   * The media of the prepared leg, or of the test.
   * @throws Refused `notPrepared`
   */
  get media(): ParticipantMedia {
    return this.#test?.echo.media ?? this.prepared.leg.media;
  }

  /** In a meeting, or on the way into one. */
  get isBusy(): boolean {
    return this.#current !== undefined || this.#lobby !== undefined;
  }

  /** @throws Refused `notPrepared` */
  get test(): EquipmentTest {
    if (this.#test === undefined) throw new Refused('notPrepared');
    return this.#test;
  }

  /** Replaces a test that is still running. */
  startTest(test: EquipmentTest): void {
    this.#test?.close();
    this.#test = test;
  }

  /** Replaces what was prepared before. A leg that is in the meeting stays there until `join`. */
  prepare(prepared: PreparedLeg): void {
    const before = this.#current;
    this.#forgetPending();
    this.leaveLobby();
    this.#endTest();
    this.#current = prepared;
    if (isJoined(before)) this.#former = before;
    else before?.meeting.leave(before.leg, 'left');
    const expire = () => {
      this.leave('left');
      this.#send({ name: 'preparationExpired', body: {} });
    };
    this.#pendingTimer = setTimeout(expire, PENDING_MS);
    const { address } = this.client.payer;
    const { callId, memory } = prepared.meeting;
    const { personId } = prepared.leg;
    const returningId = memory.returning.has(personId) ? personId : undefined;
    this.#pending = { address, callId, returningId, expire };
    this.#pendingJoins.add(this.#pending);
  }

  join(person: Person): void {
    this.#forgetPending();
    this.#current = { ...this.prepared, person };
    // In the same meeting under the same id it has been replaced already; otherwise it leaves.
    const former = this.#former;
    this.#former = undefined;
    former?.meeting.leave(former.leg, 'left');
  }

  /** A lobby entry for this page. */
  lobbyEntry(entry: Pick<LobbyEntry, 'guest' | 'browserId'>): LobbyEntry {
    const made: LobbyEntry = {
      ...entry,
      address: siteOf(this.client.address),
      tell: (event) => {
        if (this.#lobbyEntry !== made) return;
        if (endsWait(event)) this.#forgetLobby();
        this.#send(lobbyNoticeOf(event));
      },
    };
    this.#lobbyEntry = made;
    return made;
  }

  waitInLobby(lobby: LobbyDoor, entry: LobbyEntry): void {
    // It may have been decided already.
    if (this.#lobbyEntry === entry) this.#lobby = { lobby, entry };
  }

  /** Stops waiting in a lobby, if it did. */
  leaveLobby(): void {
    const waiting = this.#lobby;
    this.#forgetLobby();
    waiting?.lobby.leaveLobby(waiting.entry);
  }

  leave(reason: LeaveReason): void {
    const legs = [this.#former, this.#current];
    this.leaveLobby();
    this.#forget();
    this.#endTest();
    for (const one of legs) one?.meeting.leave(one.leg, reason);
  }

  /**
   * The socket has dropped. The session is kept for `graceMs.min`, then for as long as its media flows, up to
   * `graceMs.max`.
   */
  dropped(graceMs: { min: number; max: number }, onGone: () => void): void {
    // The server is stopping.
    if (this.#closed) return;
    clearTimeout(this.#graceTimer);
    const droppedAtMs = performance.now();
    const poll = () => {
      const hasMedia = this.present?.leg.media.isConnected === true;
      if (hasMedia && performance.now() - droppedAtMs < graceMs.max) {
        this.#graceTimer = setTimeout(poll, POLL_INTERVAL_MS);
        return;
      }
      this.close('connectionLost');
      onGone();
    };
    this.#graceTimer = setTimeout(poll, graceMs.min);
  }

  /** The socket is back within the grace period. */
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
    this.#forgetPending();
    this.#former = undefined;
    this.#current = undefined;
    this.#forgetLobby();
  }

  #forgetLobby(): void {
    this.#lobby = undefined;
    this.#lobbyEntry = undefined;
  }

  #endTest(): void {
    this.#test?.close();
    this.#test = undefined;
  }

  #forgetPending(): void {
    clearTimeout(this.#pendingTimer);
    this.#pendingTimer = undefined;
    if (this.#pending !== undefined) this.#pendingJoins.remove(this.#pending);
    this.#pending = undefined;
  }
}

const isJoined = (leg: PreparedLeg | JoinedLeg | undefined): leg is JoinedLeg =>
  leg !== undefined && 'person' in leg;

const nothing = (): void => undefined;
