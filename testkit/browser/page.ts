// A virtual page: a real Socket.IO client that records its notices.
import { randomBytes } from 'node:crypto';
import type { CallId } from '@distansmote/shared/ids.ts';
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
import { waitFor } from '../waiting/waitFor.ts';
import {
  ask,
  openSignallingSocket,
  request,
  type SignallingSocket,
  type SignallingSocketOptions,
} from './signallingSocket.ts';

/** A server that a page connects to; it may run in another process. */
export interface Host {
  url: string;
  mediaWorkers: { rtpCapabilities: RtpCapabilities };
}

/** Generous, for loaded machines; no test depends on the time. */
export const WAIT_OPTIONS = { timeout: 15_000, interval: 10 };

export class Page {
  readonly socket: SignallingSocket;
  /** All notices so far, in order. */
  readonly notices: Notice[];
  /** Identifies the person; other pages may share it. */
  personKey = randomBytes(16).toString('base64url');
  /** Its join credentials. */
  secret: string | undefined;
  pass: string | undefined;
  browserToken: string | undefined;
  /** Changed for a browser that lacks something. */
  rtpCapabilities: RtpCapabilities;

  private constructor(host: Host, socket: SignallingSocket, notices: Notice[]) {
    this.rtpCapabilities = host.mediaWorkers.rtpCapabilities;
    this.socket = socket;
    this.notices = notices;
  }

  static async open(host: Host, options: SignallingSocketOptions = {}): Promise<Page> {
    const notices: Notice[] = [];
    const onNotice = (notice: Notice) => void notices.push(notice);
    const common = { reconnectionDelay: 20, ...options };
    const socket = await openSignallingSocket(host.url, onNotice, common);
    return new Page(host, socket, notices);
  }

  /** Sends any request, valid or not, as a hostile page could. */
  ask(name: unknown, body: unknown): Promise<Answer<RequestName>> {
    return ask(this.socket, name, body, WAIT_OPTIONS.timeout);
  }

  /** @throws RequestRefused */
  request<N extends RequestName>(name: N, body: RequestBody<N>): Promise<Reply<N>> {
    return request(this.socket, name, body, WAIT_OPTIONS.timeout);
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
      rtpCapabilities: this.rtpCapabilities,
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
