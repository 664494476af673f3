// The socket of a real page (client/src/platform/signallingClient.ts) for pages without a browser: it comes back by itself.
import { setTimeout as pause } from 'node:timers/promises';
import { PROTOCOL } from '@distansmote/shared/protocol.ts';
import type { Notice } from '@distansmote/shared/signalling/notices.ts';
import type { Reply, RequestBody, RequestName } from '@distansmote/shared/signalling/requests.ts';
import { roomQuery } from '@distansmote/shared/roomQuery.ts';
import { io } from 'socket.io-client';
import {
  request,
  RequestRefused,
  type SignallingSocket,
  type SignallingSocketOptions,
} from './signallingSocket.ts';

// As in the client, in milliseconds.
const ANSWER_TIMEOUT_MS = 10_000;
const FIRST_ATTEMPTS_MS = [4_500, 7_000, 7_000, 7_000, 7_000, 7_000];
const LATER_ATTEMPT_MS = 20_000;
const ELSEWHERE_PAUSES_MS = [0, 300, 1_000, 2_000];
const REJECTED_PAUSE_MS = 1_000;

export interface ReturningSocketListeners {
  notice(notice: Notice): void;
  dropped(): void;
  /** @param isResumed false when the server has forgotten the session. */
  back(isResumed: boolean): void;
}

export class ReturningSocket {
  readonly #socket: SignallingSocket;
  readonly #urls: readonly string[];
  readonly #findRoom: () => Promise<string | null>;
  #room: string | null = null;
  #nextUrl = 0;
  #hasBeenOpen = false;
  #rejected: NodeJS.Timeout | undefined;

  /**
   * Opens with `lead`.
   * @param urls each attempt is made at the next of them, as with a load balancer.
   */
  constructor(
    urls: readonly string[],
    listeners: ReturningSocketListeners,
    findRoom: () => Promise<string | null>,
    options: SignallingSocketOptions = {},
  ) {
    this.#urls = urls;
    this.#findRoom = findRoom;
    const socket: SignallingSocket = io(urls[0] ?? '', {
      transports: ['websocket'],
      forceNew: true,
      autoConnect: false,
      upgrade: false,
      reconnectionDelay: 300,
      reconnectionDelayMax: 1_500,
      auth: { protocol: PROTOCOL },
      ...options,
    });
    this.#socket = socket;
    socket.io.on('reconnect_attempt', (count) => {
      socket.io.timeout(FIRST_ATTEMPTS_MS[count - 1] ?? LATER_ATTEMPT_MS);
      this.#takeNextUrl();
      this.#askBy(count % 2 === 0);
    });
    socket.on('connect', () => {
      this.#askBy(false);
      if (this.#hasBeenOpen) listeners.back(socket.recovered);
      this.#hasBeenOpen = true;
    });
    socket.on('disconnect', (reason) => {
      if (reason === 'io client disconnect') return;
      listeners.dropped();
      if (reason === 'io server disconnect') this.#open();
    });
    socket.on('connect_error', () => {
      if (!socket.active) this.#rejected = setTimeout(() => this.#open(), REJECTED_PAUSE_MS);
    });
    socket.on('notice', (notice) => listeners.notice(notice));
  }

  get isConnected(): boolean {
    return this.#socket.connected;
  }

  /** Opens the socket, or opens it anew by way of a room that it does not have; `back` is not called then. */
  lead(room: string | null): void {
    if (this.#learn(room)) this.#startQuietly();
    else this.#open();
  }

  /** @throws RequestRefused; Error when no answer comes */
  async request<N extends RequestName>(
    name: N,
    body: RequestBody<N>,
    timeoutMs = ANSWER_TIMEOUT_MS,
    tries = 0,
  ): Promise<Reply<N>> {
    try {
      return await request(this.#socket, name, body, timeoutMs);
    } catch (error) {
      const pauseMs = ELSEWHERE_PAUSES_MS[tries];
      const isElsewhere = error instanceof RequestRefused && error.code === 'elsewhere';
      if (!isElsewhere || pauseMs === undefined) throw error;
      // Without a room the server has closed the socket.
      this.#hasBeenOpen = false;
      if (this.#room === null) this.#learn(await this.#findRoom());
      await pause(pauseMs);
      if (!this.#socket.active) throw error;
      this.#startQuietly();
      return this.request(name, body, timeoutMs, tries + 1);
    }
  }

  startOver(): void {
    this.close();
    this.#open();
  }

  /** It may be dead without anybody having noticed. */
  reopen(): void {
    if (this.#socket.connected) this.#socket.io.engine.close();
  }

  close(): void {
    clearTimeout(this.#rejected);
    this.#socket.disconnect();
  }

  #open(): void {
    if (this.#socket.active) return;
    this.#takeNextUrl();
    this.#socket.connect();
  }

  #startQuietly(): void {
    this.#hasBeenOpen = false;
    this.startOver();
  }

  #learn(room: string | null): boolean {
    if (room === null || room === this.#room) return false;
    this.#room = room;
    this.#askBy(false);
    return true;
  }

  /** Of the next attempt. */
  #askBy(isAgain: boolean): void {
    if (this.#room !== null) this.#socket.io.opts.query = roomQuery(this.#room, isAgain);
  }

  /** Socket.IO reads it at each attempt, and has no other way to change it. */
  #takeNextUrl(): void {
    const url = this.#urls[this.#nextUrl % this.#urls.length];
    this.#nextUrl += 1;
    Object.assign(this.#socket.io, { uri: url });
  }
}
