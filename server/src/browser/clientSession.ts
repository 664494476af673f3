// One page's signalling session: where it stands on the way into a meeting, across drops of its socket.
import type { LeaveReason, Notice } from '@distansmote/shared/signalling/notices.ts';
import type { Account } from '../accounts/accountStore.ts';
import { siteOf } from '../platform/clientAddress.ts';
import type { Payer } from '../limits/limiter.ts';
import type { ParticipantMedia } from '../media/participantMedia.ts';
import type { LobbyDoor, LobbyEntry } from '../meetings/lobby.ts';
import type { Meeting } from '../meetings/meeting.ts';
import type { Person } from '../meetings/person.ts';
import { Refused } from '../meetings/refused.ts';
import type { BrowserEntrant } from './browserEntrant.ts';
import type { BrowserLeg } from './browserLeg.ts';
import type { EquipmentTest } from './equipmentTests.ts';
import { lobbyNoticeOf } from './notices.ts';
import type { PendingJoin, PendingJoins } from './pendingJoins.ts';

/** What was prepared and not joined is given up after this long. */
const PENDING_MS = 15 * 60_000;
/** How often it is looked whether media still flows of a page whose socket has dropped. */
const POLL_INTERVAL_MS = 2_000;

/** A leg of this page that is prepared, and not joined yet. */
export interface PreparedLeg {
  meeting: Meeting;
  leg: BrowserLeg;
  /** Judged again at the join: a new link may have made what was shown worthless. */
  entrant: BrowserEntrant;
}

/** A leg of this page by which its person is in the meeting. */
export interface JoinedLeg extends PreparedLeg {
  person: Person;
}

/** Whom a page belongs to, by the cookie of its socket. */
export interface Client {
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
  readonly client: Client;
  readonly #send: (notice: Notice) => void;
  readonly #pendingJoins: PendingJoins;
  #pending: PendingJoin | undefined;
  #current: PreparedLeg | JoinedLeg | undefined;
  /** By which the page is present still, while it prepares to be there by other transports. */
  #former: JoinedLeg | undefined;
  /** Where the page waits to be let in. */
  #lobby: { lobby: LobbyDoor; entry: LobbyEntry } | undefined;
  /** The newest entry that was made for this page; what is told to others is passed over. */
  #lobbyEntry: LobbyEntry | undefined;
  /** The way to the media server is being tried, with no meeting. */
  #test: EquipmentTest | undefined;
  #pendingTimer: NodeJS.Timeout | undefined;
  #graceTimer: NodeJS.Timeout | undefined;
  #queue: Promise<unknown> = Promise.resolve();
  #afterReply: (() => void)[] = [];
  #closed = false;

  /** @param send delivers a notice to the page, also later if its socket has dropped just now. */
  constructor(client: Client, send: (notice: Notice) => void, pendingJoins: PendingJoins) {
    this.client = client;
    this.#send = send;
    this.#pendingJoins = pendingJoins;
  }

  get closed(): boolean {
    return this.#closed;
  }

  /** What a leg of this page is told; nothing any more of one that makes room for a newer one. */
  send(leg: BrowserLeg, notice: Notice): void {
    if (this.#current === undefined || this.#current.leg === leg) this.#send(notice);
  }

  /** That leg is in its meeting no more, which has forgotten it. */
  legEnded(leg: BrowserLeg): void {
    if (this.#current?.leg === leg) this.#forget();
  }

  /** One request after the other, in the order they came. */
  inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#queue.then(work);
    // Without what it was answered: that would be kept until the next request.
    this.#queue = turn.then(nothing, nothing);
    return turn;
  }

  /** To be done once the request that is being handled has been answered. */
  afterReply(work: () => void): void {
    this.#afterReply.push(work);
  }

  replied(): void {
    for (const work of this.#afterReply.splice(0)) work();
  }

  /** In the meeting or on the way there; undefined where nothing is prepared. */
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
    if (!isJoined(this.#current)) throw new Refused('notJoined');
    return this.#current;
  }

  /** Where the page is in a meeting, also while it prepares to come back there; undefined when it is in none. */
  get present(): JoinedLeg | undefined {
    return this.#former ?? (isJoined(this.#current) ? this.#current : undefined);
  }

  get hasJoined(): boolean {
    return isJoined(this.#current);
  }

  /**
   * Of what is prepared, or of the test.
   * @throws Refused `notPrepared`
   */
  get media(): ParticipantMedia {
    return this.#test?.echo.media ?? this.prepared.leg.media;
  }

  /** On the way into a meeting, or in it. */
  get isBusy(): boolean {
    return this.#current !== undefined || this.#lobby !== undefined;
  }

  /** @throws Refused `notPrepared` */
  get test(): EquipmentTest {
    if (this.#test === undefined) throw new Refused('notPrepared');
    return this.#test;
  }

  /** The test before is over. */
  startTest(test: EquipmentTest): void {
    this.#test?.close();
    this.#test = test;
  }

  /** What was prepared before is given up; who is present stays so until `join`. */
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
    this.#pending = { address, callId: prepared.meeting.callId, expire };
    this.#pendingJoins.add(this.#pending);
  }

  join(person: Person): void {
    this.#forgetPending();
    this.#current = { ...this.prepared, person };
    // Of the same id and meeting, it has been replaced; else it leaves that one.
    const former = this.#former;
    this.#former = undefined;
    former?.meeting.leave(former.leg, 'left');
  }

  /** A entry in a lobby, for this page to wait in. */
  lobbyEntry(entry: Pick<LobbyEntry, 'guest' | 'browserId'>): LobbyEntry {
    const made: LobbyEntry = {
      ...entry,
      address: siteOf(this.client.address),
      tell: (event) => {
        if (this.#lobbyEntry !== made) return;
        if (event.type !== 'convenerPresenceChanged') this.#forgetLobby();
        this.#send(lobbyNoticeOf(event));
      },
    };
    this.#lobbyEntry = made;
    return made;
  }

  waitInLobby(lobby: LobbyDoor, entry: LobbyEntry): void {
    // It may be over already.
    if (this.#lobbyEntry === entry) this.#lobby = { lobby, entry };
  }

  /** Waits there no more, if it did. */
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
   * The socket has dropped: the session is kept for `graceMs.min`, and after that for as long as its media flows, up to
   * `graceMs.max`; then it is given up.
   */
  dropped(graceMs: { min: number; max: number }, onGone: () => void): void {
    // The server is stopping: there is nothing to keep.
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
