// A page without a browser that stays in its meeting by itself, as the client does, and notes what its person would notice.
import { randomBytes } from 'node:crypto';
import { Agent, get } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { meetingLookUp, type MeetingLookUp } from '@distansmote/shared/httpApi.ts';
import type { CallId } from '@distansmote/shared/ids.ts';
import type { Notice } from '@distansmote/shared/signalling/notices.ts';
import {
  openSignallingSocket,
  request,
  RequestRefused,
  type SignallingSocket,
} from '@distansmote/testkit/browser/signallingSocket.ts';

/** As client/src/session/reconnect.ts. */
const PAUSES_MS = [0, 300, 1_000, 2_000, 3_000];
const ANSWER_MS = 10_000;
const GIVE_UP_AFTER_MS = 90_000;

export interface GuestOptions {
  url: string;
  callId: CallId;
  name: string;
  /** Its own address, of the loopback network. */
  localAddress: string;
  transports?: ('websocket' | 'polling')[];
}

/** Without a socket, or not in the meeting. Times of `performance.now()`. */
export interface Outage {
  fromMs: number;
  untilMs: number | undefined;
}

export class Guest {
  readonly name: string;
  readonly outages: Outage[] = [];
  /** Who is told to have left, and why. */
  readonly farewells: string[] = [];
  /** What it would have to be asked or told: refusals that end its stay. */
  readonly problems: string[] = [];
  /** Those in the meeting, itself not among them, by id. */
  readonly others = new Map<string, string>();
  /** Who has left since it last asked to join. */
  readonly #gone = new Set<string>();
  readonly #options: GuestOptions;
  readonly #agent: Agent;
  readonly #personKey = randomBytes(16).toString('base64url');
  #lookUp: MeetingLookUp | undefined;
  #pass: string | undefined;
  #socket: SignallingSocket | undefined;
  #isJoined = false;
  #isClosed = false;
  /** Counts entries, so that an older one gives up. */
  #entry = 0;

  constructor(options: GuestOptions) {
    this.#options = options;
    this.name = options.name;
    this.#agent = new Agent({ localAddress: options.localAddress, keepAlive: true });
  }

  get isIn(): boolean {
    return this.#isJoined && this.#socket?.connected === true;
  }

  /** Looks up the number, opens the socket, prepares and joins. Tries until it is in. */
  async enter(): Promise<void> {
    this.#begin();
    const lookUp = (this.#lookUp = await this.#untilDone(() => this.#ask()));
    const socket = await this.#untilDone(() => this.#open(lookUp.room));
    this.#socket = socket;
    socket.on('connect', () => {
      if (socket.recovered && this.#isJoined) this.#end(performance.now());
      else void this.#comeIn();
    });
    socket.on('disconnect', (reason) => {
      if (this.#isClosed) return;
      this.#begin();
      if (reason === 'io server disconnect') socket.connect();
    });
    socket.on('connect_error', () => {
      // The server could not tell who is signed in.
      if (!socket.active && !this.#isClosed) setTimeout(() => socket.connect(), 1_000);
    });
    if (socket.connected) await this.#comeIn();
    await this.#untilDone(async () => {
      if (!this.isIn) throw new Error(`${this.name} is not in`);
    });
  }

  #open(room: string | null): Promise<SignallingSocket> {
    return openSignallingSocket(this.#options.url, (notice) => this.#told(notice), {
      transports: this.#options.transports ?? ['websocket'],
      upgrade: false,
      // Its type has those of browsers, where there is none.
      agent: this.#agent as unknown as string,
      reconnectionDelay: 300,
      reconnectionDelayMax: 1_500,
      timeout: 4_500,
      ...(room !== null && { query: { room } }),
    });
  }

  async #untilDone<T>(work: () => Promise<T>): Promise<T> {
    const endsAt = performance.now() + GIVE_UP_AFTER_MS;
    for (let tries = 0; ; tries += 1) {
      try {
        return await work();
      } catch (error) {
        if (this.#isClosed || performance.now() > endsAt) throw error;
        await pause(nthOrLast(PAUSES_MS, tries));
      }
    }
  }

  leave(): void {
    this.#isClosed = true;
    this.#socket?.disconnect();
    this.#agent.destroy();
  }

  /** How long it was out in all since then; undefined if it is still out. */
  outSince(sinceMs: number): number | undefined {
    if (!this.isIn) return undefined;
    return this.outages
      .filter(({ untilMs }) => untilMs === undefined || untilMs > sinceMs)
      .reduce((sum, { fromMs, untilMs = 0 }) => sum + untilMs - Math.max(fromMs, sinceMs), 0);
  }

  /** When it was last in again; undefined if it never was out since then. */
  backAt(sinceMs: number): number | undefined {
    return this.outages.findLast(({ untilMs = 0 }) => untilMs > sinceMs)?.untilMs;
  }

  async #comeIn(): Promise<void> {
    const entry = (this.#entry += 1);
    this.#begin();
    const endsAt = performance.now() + GIVE_UP_AFTER_MS;
    for (let tries = 0; entry === this.#entry && !this.#isClosed; tries += 1) {
      try {
        await this.#join();
        return;
      } catch (error) {
        if (entry !== this.#entry) return;
        if (this.#socket?.connected !== true) return;
        const code = error instanceof RequestRefused ? error.code : undefined;
        if (code !== undefined && code !== 'elsewhere' && code !== 'internal') {
          this.problems.push(`${this.name}: ${String(error)}`);
        }
        if (performance.now() > endsAt) {
          this.problems.push(`${this.name} gave up: ${String(error)}`);
          return;
        }
        await pause(nthOrLast(PAUSES_MS, tries));
        if (code === 'elsewhere' && entry === this.#entry) {
          this.#startOver();
          return;
        }
      }
    }
  }

  async #join(): Promise<void> {
    const { callId } = this.#options;
    const socket = this.#socket;
    const lookUp = this.#lookUp;
    if (socket === undefined || lookUp === undefined) throw new Error('not entered');
    await request(
      socket,
      'prepare',
      {
        callId,
        personKey: this.#personKey,
        browserToken: lookUp.browserToken,
        ...(this.#pass !== undefined && { pass: this.#pass }),
        rtpCapabilities: lookUp.rtpCapabilities,
      },
      ANSWER_MS,
    );
    const body = { name: this.name, profession: '', tracks: [] };
    // Notices that follow the reply may be handled before it is.
    this.others.clear();
    this.#gone.clear();
    const joined = await request(socket, 'join', body, ANSWER_MS);
    this.#pass = joined.pass;
    for (const { id, name } of joined.participants)
      if (!this.#gone.has(id)) this.others.set(id, name);
    this.#isJoined = true;
    this.#end(performance.now());
  }

  #told(notice: Notice): void {
    switch (notice.name) {
      case 'participantJoined':
      case 'participantReturned': {
        const { id, name } = notice.body.participant;
        this.others.set(id, name);
        return;
      }
      case 'participantLeft':
        this.farewells.push(`${this.others.get(notice.body.participantId)} ${notice.body.reason}`);
        this.others.delete(notice.body.participantId);
        this.#gone.add(notice.body.participantId);
        return;
      case 'meetingEnded':
        this.#begin();
        if (notice.body.reason === 'moved') this.#startOver();
        else if (notice.body.reason === 'mediaFailed') void this.#comeIn();
        else if (notice.body.reason !== 'serverStopping')
          this.problems.push(`${this.name}: the meeting ended: ${notice.body.reason}`);
        return;
      default:
    }
  }

  /** By a new session, which the server that has the meeting now opens. */
  #startOver(): void {
    this.#begin();
    this.#socket?.disconnect();
    this.#socket?.connect();
  }

  #begin(): void {
    const last = this.outages.at(-1);
    if (last === undefined || last.untilMs !== undefined)
      this.outages.push({ fromMs: performance.now(), untilMs: undefined });
  }

  #end(nowMs: number): void {
    const last = this.outages.at(-1);
    if (last !== undefined) last.untilMs ??= nowMs;
  }

  #ask(): Promise<MeetingLookUp> {
    const { url, callId } = this.#options;
    return new Promise((resolve, reject) => {
      const asked = get(`${url}/api/meetings/${callId}`, { agent: this.#agent }, (answer) => {
        let text = '';
        answer.setEncoding('utf8').on('data', (more: string) => (text += more));
        answer.on('end', () => {
          if (answer.statusCode === 200) resolve(meetingLookUp.parse(JSON.parse(text)));
          else reject(new Error(`the look-up answered ${answer.statusCode}: ${text}`));
        });
        answer.on('error', reject);
      });
      asked.on('error', reject);
    });
  }
}

const nthOrLast = (values: readonly number[], at: number) =>
  values[Math.min(at, values.length - 1)] ?? 0;
