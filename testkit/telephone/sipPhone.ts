// A SIP client that sends exactly what a test wants, over UDP, TCP or TLS.
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { type Socket, connect } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { WAIT_OPTIONS } from '../browser/page.ts';
import { waitFor } from '../waiting/waitFor.ts';

export const OFFER = [
  'v=0',
  'o=- 1 1 IN IP4 127.0.0.1',
  's=-',
  'c=IN IP4 127.0.0.1',
  't=0 0',
  'm=audio 30000 RTP/AVP 0 8 101',
  'a=rtpmap:101 telephone-event/8000',
  'a=sendrecv',
  '',
].join('\r\n');

/** Short, since benches measure response times. */
const ANSWER = { ...WAIT_OPTIONS, interval: 2 };

let drawn = 0;

/** A dialog from the caller's side. */
export class SipDialog {
  readonly callId = `call-${process.pid}-${(drawn += 1)}`;
  readonly fromTag = `from-${drawn}`;
  readonly phone: SipPhone;
  toTag: string | undefined;
  /** What it dials: the user part. */
  dials = '+46480123456';
  /** Its From header, without the tag; one character a byte. */
  from = '"Anna" <sip:+46480450511@127.0.0.1>';
  cseq = 0;
  branch = '';

  constructor(phone: SipPhone) {
    this.phone = phone;
  }

  /** Sends a new request in it. ACK and CANCEL have the CSeq of the INVITE. */
  request(method: string, body = '', extra: readonly string[] = []): string {
    const isOfInvite = method === 'ACK' || method === 'CANCEL';
    if (!isOfInvite) this.cseq += 1;
    if (method !== 'CANCEL' && !extra.some((line) => line === 'X-Same-Branch: yes')) {
      this.branch = `z9hG4bK-${process.pid}-${(drawn += 1)}`;
    }
    const text = this.phone.text(this, method, body, extra);
    this.phone.send(text);
    return text;
  }

  /** Sends INVITE, awaits the final response, and remembers its tag. */
  async invite(body = OFFER, extra: readonly string[] = []): Promise<string> {
    this.request('INVITE', body, extra);
    return this.final('INVITE');
  }

  async final(method: string): Promise<string> {
    const response = await this.phone.response(this.callId, this.cseq, method);
    this.toTag ??= /^To:.*;tag=([^;\r\n]+)/m.exec(response)?.[1];
    return response;
  }

  /** Of a refused INVITE, in the same transaction. */
  acknowledgeRefusal(): void {
    this.request('ACK', '', ['X-Same-Branch: yes']);
  }
}

export class SipPhone {
  readonly received: string[] = [];
  /** Told of each message, once it is in `received`. */
  onReceived: (text: string) => void = () => {};
  readonly #transport: 'UDP' | 'TCP' | 'TLS';
  /** Its address in Via and Contact. */
  readonly #hostPort: string;
  readonly #write: (text: string) => void;
  readonly close: () => void;

  private constructor(
    transport: 'UDP' | 'TCP' | 'TLS',
    hostPort: string,
    write: (text: string) => void,
    close: () => void,
  ) {
    this.#transport = transport;
    this.#hostPort = hostPort;
    this.#write = write;
    this.close = close;
  }

  /** @param address its own @param server that of the other end */
  static async udp(to: number, address = '127.0.0.1', server = '127.0.0.1'): Promise<SipPhone> {
    const socket = createSocket('udp4').bind(0, address);
    await once(socket, 'listening');
    const phone = new SipPhone(
      'UDP',
      `${address}:${socket.address().port}`,
      (text) => socket.send(Buffer.from(text, 'latin1'), to, server),
      // Not at once: what was sent just now leaves a turn later, and would not leave a socket that is closed.
      () => void setImmediate(() => socket.close()),
    );
    socket.on('message', (bytes) => phone.#receive(bytes.toString('latin1')));
    return phone;
  }

  /** Without a network: the caller adds incoming messages to `received`. */
  static byHand(write: (text: string) => void): SipPhone {
    return new SipPhone('UDP', '127.0.0.1:5066', write, () => {});
  }

  static async stream(
    transport: 'TCP' | 'TLS',
    to: number,
    localAddress = '127.0.0.1',
  ): Promise<SipPhone> {
    const way = { port: to, host: '127.0.0.1', localAddress };
    const socket: Socket =
      transport === 'TCP' ? connect(way) : connectTls({ ...way, rejectUnauthorized: false });
    await once(socket, transport === 'TCP' ? 'connect' : 'secureConnect');
    const phone = new SipPhone(
      transport,
      `${localAddress}:${socket.localPort}`,
      (text) => socket.write(text, 'latin1'),
      () => socket.destroy(),
    );
    socket.on('data', (bytes) => phone.#add(bytes.toString('latin1')));
    socket.on('error', () => {});
    socket.on('close', () => phone.received.push('closed'));
    return phone;
  }

  text(dialog: SipDialog, method: string, body: string, extra: readonly string[]): string {
    const hasType = extra.some((line) => /^content-type/i.test(line));
    return [
      `${method} sip:${dialog.dials}@127.0.0.1 SIP/2.0`,
      `Via: SIP/2.0/${this.#transport} ${this.#hostPort};branch=${dialog.branch};rport`,
      'Max-Forwards: 70',
      `From: ${dialog.from};tag=${dialog.fromTag}`,
      `To: <sip:${dialog.dials}@127.0.0.1>${dialog.toTag === undefined ? '' : `;tag=${dialog.toTag}`}`,
      `Call-ID: ${dialog.callId}`,
      `CSeq: ${dialog.cseq} ${method}`,
      `Contact: <sip:anna@${this.#hostPort}>`,
      ...extra,
      ...(body === '' || hasType ? [] : ['Content-Type: application/sdp']),
      `Content-Length: ${body.length}`,
      '',
      body,
    ].join('\r\n');
  }

  send(text: string): void {
    this.#write(text);
  }

  responses(callId: string, cseq: number, method: string): string[] {
    return this.received.filter(
      (text) =>
        text.startsWith('SIP/2.0 ') &&
        text.includes(`Call-ID: ${callId}\r\n`) &&
        text.includes(`CSeq: ${cseq} ${method}\r\n`),
    );
  }

  /** The first final response. */
  async response(callId: string, cseq: number, method: string): Promise<string> {
    return waitFor(() => {
      const all = this.responses(callId, cseq, method);
      const found = all.find((text) => !text.startsWith('SIP/2.0 1'));
      if (found === undefined)
        throw new Error(`no response to ${method}: ${this.received.join('')}`);
      return found;
    }, ANSWER);
  }

  /** A request that came from the thread. */
  async asked(method: string): Promise<string> {
    return waitFor(() => {
      const found = this.received.find((text) => text.startsWith(`${method} `));
      if (found === undefined) throw new Error(`no ${method}`);
      return found;
    }, WAIT_OPTIONS);
  }

  /** Answers a request with 200, and with SDP if there is any. */
  accept(request: string, sdp = ''): void {
    this.respond(request, '200 OK', sdp);
  }

  respond(request: string, status: string, sdp = ''): void {
    const keep = /^(?:Via|From|To|Call-ID|CSeq|Record-Route):.*$/gim;
    const lines = request.match(keep) ?? [];
    const type =
      sdp === '' ? [] : [`Contact: <sip:anna@${this.#hostPort}>`, 'Content-Type: application/sdp'];
    const length = `Content-Length: ${sdp.length}`;
    this.send([`SIP/2.0 ${status}`, ...lines, ...type, length, '', sdp].join('\r\n'));
  }

  #receive(text: string): void {
    this.received.push(text);
    this.onReceived(text);
  }

  #rest = '';

  /** Splits the thread's output at the end of headers plus Content-Length; it is well framed. */
  #add(text: string): void {
    this.#rest += text;
    for (;;) {
      const end = this.#rest.indexOf('\r\n\r\n');
      if (end < 0) break;
      const length = Number(/^Content-Length: (\d+)/m.exec(this.#rest.slice(0, end))?.[1] ?? 0);
      if (this.#rest.length < end + 4 + length) break;
      this.#receive(this.#rest.slice(0, end + 4 + length));
      this.#rest = this.#rest.slice(end + 4 + length);
    }
    if (this.#rest === '\r\n') {
      this.received.push(this.#rest);
      this.#rest = '';
    }
  }
}
