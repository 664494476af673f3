// A page without a browser that keeps its place in a meeting as a real one does (client/src/session), and tells how it went.
import { randomBytes } from 'node:crypto';
import { Agent } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import type { Notice } from '@distansmote/shared/signalling/notices.ts';
import type { Reply, RequestBody, RequestName } from '@distansmote/shared/signalling/requests.ts';
import type { RtpCapabilities } from '@distansmote/shared/signalling/rtp.ts';
import { waitFor } from '../waiting/waitFor.ts';
import { lookUpAtAny } from './lookUpAt.ts';
import type { ReturningPageOptions } from './returningPageOptions.ts';
import type { Absence, State, Told } from './returningPageRecord.ts';
import { SeenPeople } from './seenPeople.ts';
import { ReturningSocket } from './returningSocket.ts';
import { RequestRefused, type SignallingSocketOptions } from './signallingSocket.ts';

// As in the client, in milliseconds.
const GIVE_UP_AFTER_MS = 90_000;
const FAILED_SOON_MS = 6_000;
const SOON_PAUSES_MS = [600, 3_000];
const PAUSES_MS = [0, 300, 1_000, 2_000, 3_000];
/** A click that fails sooner than this is carried out once more. */
const RETRIED_WITHIN_MS = 9_000;

/** A real page notices by its media that a server is frozen, and asks it whether it is there. This one asks all the time. */
const WATCH_EVERY_MS = 1_000;
const ANSWERED_WITHIN_MS = 3_000;

export class ReturningPage {
  readonly name: string;
  readonly notices: Notice[] = [];
  readonly absences: Absence[] = [];
  id: ParticipantId | undefined;
  /** What it was answered when it came in last. */
  joinedWith: Reply<'join'> | undefined;
  state: State = 'outside';
  /** Why it is in the meeting no more. */
  endedBy: string | undefined;
  /** What the last join that failed was answered. */
  problem: unknown;
  readonly #options: ReturningPageOptions;
  readonly #personKey = randomBytes(16).toString('base64url');
  #socket: ReturningSocket;
  /** At the server that the meeting is to move to. */
  #next: ReturningSocket | undefined;
  /** How often it has gone with its meeting to another server without being cut off. */
  warmMoves = 0;
  readonly #socketOptions: SignallingSocketOptions;
  readonly #watching: NodeJS.Timeout;
  readonly #agent: Agent;
  readonly #people = new SeenPeople();
  #isHandRaised = false;
  #browserToken: string | undefined;
  #pass: string | undefined;
  #rtpCapabilities: RtpCapabilities = {};
  #reconnectedAt = -Infinity;
  #soon = 0;

  constructor(options: ReturningPageOptions) {
    this.#options = options;
    this.name = options.name;
    const { headers = {}, localAddress } = options;
    this.#agent = new Agent(localAddress === undefined ? {} : { localAddress });
    // Its type is that of browsers, where there is none.
    const agent = this.#agent as unknown as string;
    this.#socketOptions = { extraHeaders: headers, agent, ...options.socket };
    this.#socket = this.#openSocket();
    this.#watching = setInterval(() => void this.#watch(), WATCH_EVERY_MS);
  }

  #openSocket(): ReturningSocket {
    const ifCurrent = (does: () => unknown) => void (this.#socket === socket && does());
    const socket: ReturningSocket = new ReturningSocket(
      this.#options.urls,
      {
        notice: (notice) => ifCurrent(() => this.#onNotice(notice)),
        dropped: () => ifCurrent(() => this.#cutOff()),
        back: (isResumed) => ifCurrent(() => this.#onBack(isResumed)),
      },
      () => this.#lookUp(),
      this.#socketOptions,
    );
    return socket;
  }

  /** Looks the meeting up, and clicks once. Resolves in the meeting or in its lobby. @throws what it was refused with */
  static async enter(options: ReturningPageOptions): Promise<ReturningPage> {
    const page = new ReturningPage(options);
    try {
      await page.enter();
      return page;
    } catch (error) {
      page.close();
      throw error;
    }
  }

  async enter(): Promise<void> {
    this.#socket.lead(await this.#lookUp());
    this.state = 'joining';
    const clickedAt = performance.now();
    try {
      await this.#enterOrKnock().catch((error: unknown) => {
        const isLost =
          error instanceof RequestRefused
            ? error.code === 'notPrepared'
            : performance.now() - clickedAt < RETRIED_WITHIN_MS;
        if (!isLost) throw error;
        return this.#enterOrKnock();
      });
    } catch (error) {
      this.state = 'outside';
      this.problem = error;
      throw error;
    }
  }

  /** Names of the others in the meeting, as the page shows them. */
  get others(): string[] {
    return this.#people.names;
  }

  /** Whom it has said to have come or gone. */
  get told(): readonly Told[] {
    return this.#people.told;
  }

  /** In the meeting, with a socket. */
  get isThere(): boolean {
    return this.state === 'inMeeting' && !this.isCutOff && this.#socket.isConnected;
  }

  get isCutOff(): boolean {
    return this.absences.some(({ to }) => to === undefined);
  }

  /** Whom it has said to have left. */
  get toldLeft(): string[] {
    return this.told.flatMap(({ type, name }) => (type === 'left' ? [name] : []));
  }

  /** The longest of its absences that are over; 0 without any. */
  get longestAbsenceMs(): number {
    return Math.max(0, ...this.absences.map(({ from, to = from }) => to - from));
  }

  /** @throws Error why it is not there, after `timeoutMs` */
  async untilThere(timeoutMs: number): Promise<void> {
    await waitFor(
      () => {
        if (this.isThere) return;
        const why = this.endedBy ?? String(this.problem);
        throw new Error(`${this.name} is ${this.state}: ${why}`);
      },
      { timeout: timeoutMs, interval: 10 },
    );
  }

  /** What its person does. @throws RequestRefused; Error when no answer comes */
  async request<N extends RequestName>(name: N, body: RequestBody<N>): Promise<Reply<N>> {
    const reply = await this.#socket.request(name, body);
    if (name === 'raiseHand' || name === 'lowerHand') this.#isHandRaised = name === 'raiseHand';
    return reply;
  }

  /** By a click. */
  async leave(): Promise<void> {
    await this.#socket.request('leave', { isFinal: true });
    this.#end('left');
  }

  /** Closes the page. */
  close(): void {
    this.#end('closed');
  }

  /** @returns the meeting's room; null without a cluster, and while the number is not checked. */
  async #lookUp(): Promise<string | null> {
    const { urls, callId, headers = {} } = this.#options;
    const found = await lookUpAtAny(urls, callId, { agent: this.#agent, headers });
    this.#browserToken = found.browserToken;
    this.#rtpCapabilities = found.rtpCapabilities;
    return this.#options.isWithoutRoom === true ? null : found.room;
  }

  get #credentials() {
    return {
      callId: this.#options.callId,
      personKey: this.#personKey,
      secret: this.#options.secret,
      pass: this.#pass,
      browserToken: this.#browserToken,
    };
  }

  async #enter(): Promise<void> {
    const { participantId } = await this.#prepare(this.#socket);
    return this.#join(participantId);
  }

  #prepare(socket: ReturningSocket) {
    return socket.request('prepare', {
      ...this.#credentials,
      rtpCapabilities: this.#rtpCapabilities,
    });
  }

  async #join(participantId: ParticipantId, isWarm = false) {
    const { name, offerTracks = () => [] } = this.#options;
    const body = { name, profession: '', tracks: offerTracks() };
    this.#people.joining(isWarm);
    const reply = await this.#socket.request('join', body);
    if (this.state === 'ended') return;
    this.id = participantId;
    this.joinedWith = reply;
    this.#pass = reply.pass;
    this.#people.joined(reply.participants);
    this.state = 'inMeeting';
    this.#backAgain(false);
    if (reply.handRaisedAt === undefined && this.#isHandRaised)
      await this.#socket.request('raiseHand', {});
  }

  async #getReady(): Promise<void> {
    const next = this.#openSocket();
    try {
      next.lead(await this.#lookUp());
      const { participantId } = await this.#prepare(next);
      if (this.state === 'ended') return next.close();
      this.#next = next;
      this.id = participantId;
      await this.#socket.request('readyToMove', {});
    } catch (error) {
      this.problem = error;
      next.close();
    }
  }

  async #goWarm(): Promise<void> {
    const [former, next, id] = [this.#socket, this.#next, this.id];
    this.#next = undefined;
    if (next === undefined || id === undefined) {
      this.#cutOff();
      return former.startOver();
    }
    this.#socket = next;
    this.#people.hold();
    try {
      await this.#join(id, true);
      this.warmMoves += 1;
    } catch (error) {
      this.problem = error;
      this.#cutOff();
      await this.#reconnect();
    } finally {
      former.close();
    }
  }

  async #enterOrKnock(): Promise<void> {
    try {
      await this.#enter();
    } catch (error) {
      if (!isRefused(error, 'needsLobby')) throw error;
      await this.#knock();
    }
  }

  async #knock(): Promise<void> {
    const { name } = this.#options;
    const asked = { ...this.#credentials, name, profession: '' };
    const { isAdmitted } = await this.#socket.request('knock', asked);
    if (isAdmitted) return this.#enter();
    this.state = 'inLobby';
    this.#backAgain(false);
    return undefined;
  }

  async #fromLobby(attempt: () => Promise<void>): Promise<void> {
    try {
      await attempt();
    } catch (error) {
      if (!(error instanceof RequestRefused)) return this.#socket.reopen();
      this.problem = error;
      this.#end(error.code);
    }
  }

  async #onBack(isResumed: boolean): Promise<void> {
    if (isResumed) return this.#backAgain(true);
    if (this.state === 'inLobby') return this.#fromLobby(() => this.#knock());
    return this.#reconnect();
  }

  async #reconnect(): Promise<void> {
    if (this.state !== 'inMeeting') return;
    this.state = 'reconnecting';
    this.#people.hold();
    const until = performance.now() + GIVE_UP_AFTER_MS;
    const isTooSoon = performance.now() - this.#reconnectedAt < FAILED_SOON_MS;
    this.#soon = isTooSoon ? this.#soon + 1 : 0;
    if (this.#soon > 0) await pause(nthOrLast(SOON_PAUSES_MS, this.#soon - 1));
    for (let tries = 0; this.#isReconnecting; tries += 1) {
      try {
        await this.#enterOrKnock();
        this.#reconnectedAt = performance.now();
        return;
      } catch (error) {
        this.problem = error;
        if (isRefused(error, 'callIdUnknown')) return this.#end('spaceDeleted');
        if (isRefused(error, 'removed')) return this.#end('removed');
        if (performance.now() > until) return this.#end('connectionLost');
        await pause(nthOrLast(PAUSES_MS, tries));
      }
    }
  }

  /** Asked again after each wait: it may have been closed meanwhile. */
  get #isReconnecting(): boolean {
    return this.state === 'reconnecting';
  }

  async #watch(): Promise<void> {
    if (this.state !== 'inMeeting' || !this.#socket.isConnected) return;
    const isAnswered = await this.#socket
      .request('tracksReady', { tracks: [] }, ANSWERED_WITHIN_MS)
      .then(() => true)
      .catch((error: unknown) => error instanceof RequestRefused);
    if (!isAnswered) this.#socket.reopen();
  }

  #onNotice(notice: Notice): void {
    this.notices.push(notice);
    this.#people.noticed(notice);
    switch (notice.name) {
      case 'moving':
      case 'moveNow':
        if (this.#options.isOld === true) return;
        return void (notice.name === 'moving' ? this.#getReady() : this.#goWarm());
      case 'admitted':
        this.#socket.lead(notice.body.room ?? null);
        return void this.#fromLobby(() => this.#enterOrKnock());
      case 'denied':
      case 'removed':
      case 'sessionReplaced':
        return this.#end(notice.name);
      case 'meetingEnded':
        return this.#onEnded(notice.body.reason);
      default:
    }
  }

  #onEnded(reason: Extract<Notice, { name: 'meetingEnded' }>['body']['reason']): void {
    if (reason === 'spaceDeleted' || reason === 'endedByConvener') return this.#end(reason);
    // After `serverStopping` the socket drops next.
    this.#cutOff();
    if (reason === 'mediaFailed') void this.#reconnect();
    if (reason === 'moved') this.#socket.startOver();
  }

  #cutOff(): void {
    if (this.isCutOff || this.state === 'joining' || this.state === 'ended') return;
    this.absences.push({ from: performance.now(), to: undefined, wasResumed: false });
  }

  #backAgain(wasResumed: boolean): void {
    const latest = this.absences.at(-1);
    if (latest === undefined || latest.to !== undefined) return;
    latest.to = performance.now();
    latest.wasResumed = wasResumed;
  }

  #end(reason: string): void {
    if (this.state === 'ended') return;
    this.state = 'ended';
    this.endedBy = reason;
    clearInterval(this.#watching);
    this.#socket.close();
    this.#next?.close();
  }
}

const isRefused = (error: unknown, code: string) =>
  error instanceof RequestRefused && error.code === code;

const nthOrLast = (pausesMs: number[], index: number) =>
  pausesMs[Math.min(index, pausesMs.length - 1)] ?? 0;
