// A virtual page: a real Socket.IO client that records its notices.
import { randomBytes } from 'node:crypto';
import type { CallId } from '@distansmote/shared/ids.ts';
import { PROTOCOL } from '@distansmote/shared/protocol.ts';
import type { Notice, NoticeName, Notices } from '@distansmote/shared/signalling/notices.ts';
import type {
  Answer,
  Refusal,
  Reply,
  RequestBody,
  RequestName,
} from '@distansmote/shared/signalling/requests.ts';
import type { Message } from '@distansmote/shared/signalling/message.ts';
import type { RtpCapabilities } from '@distansmote/shared/signalling/rtp.ts';
import type { TrackOffer } from '@distansmote/shared/signalling/shapes.ts';
import type {
  ClientToServerEvents,
  ServerToClientEvents,
} from '@distansmote/shared/signalling/socketEvents.ts';
import { io, type Socket } from 'socket.io-client';
import { waitFor } from '../waiting/waitFor.ts';

/** A server that a page connects to; it may run in another process. */
export interface Host {
  url: string;
  mediaWorkers: { rtpCapabilities: RtpCapabilities };
}

/** Generous, for loaded machines; no test depends on the time. */
export const WAIT_OPTIONS = { timeout: 15_000, interval: 10 };

export class Page {
  readonly socket: Socket<ServerToClientEvents, ClientToServerEvents>;
  /** All notices so far, in order. */
  readonly notices: Notice[] = [];
  /** Identifies the person; other pages may share it. */
  personKey = randomBytes(16).toString('base64url');
  /** Its join credentials. */
  secret: string | undefined;
  pass: string | undefined;
  browserToken: string | undefined;
  readonly #host: Host;

  constructor(host: Host, socket: Page['socket']) {
    this.#host = host;
    this.socket = socket;
    socket.on('notice', (notice) => this.notices.push(notice));
  }

  static async open(host: Host, options: Parameters<typeof io>[1] = {}): Promise<Page> {
    const socket: Page['socket'] = io(host.url, {
      transports: ['websocket'],
      forceNew: true,
      reconnectionDelay: 20,
      auth: { protocol: PROTOCOL },
      ...options,
    });
    const page = new Page(host, socket);
    await new Promise<void>((opened, failed) => {
      socket.once('connect', opened);
      socket.once('connect_error', (error) => {
        socket.disconnect();
        failed(error);
      });
    });
    return page;
  }

  /** Sends any request, valid or not, as a hostile page could. */
  async ask(name: unknown, body: unknown): Promise<Answer<RequestName>> {
    const answer: unknown = await this.socket
      .timeout(WAIT_OPTIONS.timeout)
      .emitWithAck('request', name as string, body);
    return answer as Answer<RequestName>;
  }

  async request<N extends RequestName>(name: N, body: RequestBody<N>): Promise<Reply<N>> {
    const answer = await this.ask(name, body);
    if (!answer.ok) throw new Error(`${name} was refused: ${JSON.stringify(answer.refusal)}`);
    return answer.reply as Reply<N>;
  }

  /** Expects a request to be refused, and returns the refusal. */
  async expectRefusal(name: unknown, body: unknown): Promise<Refusal> {
    const answer = await this.ask(name, body);
    if (answer.ok) throw new Error(`${String(name)} was granted`);
    return answer.refusal;
  }

  prepare(callId: CallId): Promise<Reply<'prepare'>> {
    return this.request('prepare', {
      callId,
      ...this.credentials,
      rtpCapabilities: this.#host.mediaWorkers.rtpCapabilities,
    });
  }

  /** Prepares and joins. */
  async enter(callId: CallId, name: string, tracks: TrackOffer[] = []) {
    const prepared = await this.prepare(callId);
    const joined = await this.request('join', { name, profession: '', tracks });
    this.pass = joined.pass;
    return { ...prepared, ...joined };
  }

  /** Reads the whole chat, page by page. */
  async history(): Promise<Message[]> {
    const messages: Message[] = [];
    for (let after: number | null = 0; after !== null;) {
      const page: Reply<'readMessages'> = await this.request('readMessages', { after });
      messages.push(...page.messages);
      after = page.next;
    }
    return messages;
  }

  knock(callId: CallId, name: string): Promise<Reply<'knock'>> {
    return this.request('knock', { callId, ...this.credentials, name, profession: '' });
  }

  get credentials() {
    const { personKey, secret, pass, browserToken } = this;
    return {
      personKey,
      ...(secret && { secret }),
      ...(pass && { pass }),
      ...(browserToken && { browserToken }),
    };
  }

  /** The first notice of that name that matches, whether it has arrived already or is yet to come. */
  waitForNotice<N extends NoticeName>(
    name: N,
    fits: (body: Notices[N]) => boolean = () => true,
  ): Promise<Notices[N]> {
    return waitFor((): Notices[N] => {
      const found = this.all(name).find(fits);
      if (found === undefined) throw new Error(`not told ${name} among ${this.noticeNames.join()}`);
      return found;
    }, WAIT_OPTIONS);
  }

  all<N extends NoticeName>(name: N): Notices[N][] {
    return this.notices
      .filter((notice) => notice.name === name)
      .map((notice) => notice.body as Notices[N]);
  }

  get noticeNames(): NoticeName[] {
    return this.notices.map((notice) => notice.name);
  }

  /** Terminates the TCP connection without closing handshakes. */
  cut(): void {
    const { transport } = this.socket.io.engine;
    (transport as unknown as { ws: { terminate(): void } }).ws.terminate();
  }

  close(): void {
    this.socket.disconnect();
  }
}
