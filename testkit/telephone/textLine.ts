// A line of real-time text by hand (RFC 4103, RFC 9071), written from the RFCs and sharing no code with the server's.
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { waitFor } from '../waiting/waitFor.ts';

const RED = 96;
const T140 = 97;
const INTERVAL_MS = 300;
/** Generous, for loaded machines. */
const WAIT = { timeout: 30_000, interval: 50 };
const BYTE_ORDER_MARK = '\uFEFF';

export interface TextLineOptions {
  /** Offers `a=rtt-mixer`. */
  isMixed?: boolean;
  /** Without: `t140` alone. */
  hasRedundancy?: boolean;
  /** Its own; default 127.0.0.1. */
  address?: string;
  /** Whether a packet that arrives, or leaves, is lost. */
  loses?: () => boolean;
}

export class TextLine {
  /** What it shows, in the order in which it came: each part with the contributor's SSRC, undefined where there is none. */
  readonly parts: { contributor: number | undefined; text: string }[] = [];
  /** By RTCP SDES. */
  readonly names = new Map<number, string>();
  /** What the other end does against the RFCs; only of a line that loses nothing. */
  readonly faults: string[] = [];
  /** SSRCs of what has arrived. */
  readonly sources = new Set<number>();
  readonly #socket: Socket;
  readonly #options: Required<TextLineOptions>;
  readonly #ssrc = Math.floor(Math.random() * 2 ** 32);
  #port = 0;
  #sequence = Math.floor(Math.random() * 2 ** 15);
  #timestamp = Math.floor(Math.random() * 2 ** 32);
  #sent = ['', ''];
  /** Timestamps of the newest block of each contributor, counted from the first packet on. */
  readonly #newest = new Map<number | undefined, number>();
  #base: number | undefined;
  /** RTP timestamp of the packet before. */
  #before: number | undefined;
  /** Of whom there is something to be repeated. */
  readonly #unrepeated = new Set<number | undefined>();

  private constructor(socket: Socket, options: Required<TextLineOptions>) {
    this.#socket = socket;
    this.#options = options;
    socket.on('message', (packet) => {
      if (!options.loses()) this.#receive(packet);
    });
  }

  static async open(options: TextLineOptions = {}): Promise<TextLine> {
    const { address = '127.0.0.1' } = options;
    const socket = createSocket('udp4').bind(0, address);
    await once(socket, 'listening');
    const all = {
      address,
      isMixed: false,
      hasRedundancy: true,
      loses: () => false,
      ...options,
    };
    return new TextLine(socket, all);
  }

  get port(): number {
    return this.#socket.address().port;
  }

  /** Its lines of an offer. */
  get sdp(): string {
    const { isMixed, hasRedundancy } = this.#options;
    return [
      `m=text ${this.port} RTP/AVP ${hasRedundancy ? `${RED} ` : ''}${T140}`,
      ...(hasRedundancy
        ? [`a=rtpmap:${RED} red/1000`, `a=fmtp:${RED} ${T140}/${T140}/${T140}`]
        : []),
      `a=rtpmap:${T140} t140/1000`,
      ...(isMixed ? ['a=rtt-mixer'] : []),
      'a=rtcp-mux',
      '',
    ].join('\r\n');
  }

  connect(answer: string): void {
    this.#port = Number(/^m=text (\d+) /m.exec(answer)?.[1] ?? 0);
  }

  get isRefused(): boolean {
    return this.#port === 0;
  }

  /** All that it shows, by whomever, after backspaces; new lines as `\n`. */
  get shown(): string {
    return shownBy(this.parts.map(({ text }) => text).join(''));
  }

  /** The same of one writer in a mixed stream. */
  shownOf(name: string): string {
    const [ssrc] = [...this.names].find(([, known]) => known === name) ?? [];
    const theirs = this.parts.filter(
      ({ contributor }) => ssrc !== undefined && contributor === ssrc,
    );
    return shownBy(theirs.map(({ text }) => text).join(''));
  }

  /** Types, letter by letter or in parts, one each 300 ms, and sends the redundancy after the last one. */
  async type(...parts: string[]): Promise<void> {
    for (const part of [...parts, '', '']) {
      this.#send(part);
      await pause(INTERVAL_MS);
    }
  }

  async shows(text: string | RegExp): Promise<void> {
    await waitFor(() => {
      const { shown } = this;
      const isShown = typeof text === 'string' ? shown.includes(text) : text.test(shown);
      if (!isShown) throw new Error(`shows ${JSON.stringify(shown)}, not ${String(text)}`);
    }, WAIT);
  }

  /** As if so many packets had been sent. */
  skip(count: number): void {
    this.#sequence = (this.#sequence + count) % 2 ** 16;
    this.#timestamp = (this.#timestamp + count * INTERVAL_MS) % 2 ** 32;
  }

  sendRaw(packet: Uint8Array): void {
    this.#socket.send(packet, this.#port, '127.0.0.1');
  }

  /** The packet that would be sent next. */
  packet(text: string): Buffer {
    const { hasRedundancy } = this.#options;
    const header = Buffer.alloc(12);
    header.writeUInt8(0x80, 0);
    header.writeUInt8(hasRedundancy ? RED : T140, 1);
    header.writeUInt16BE(this.#sequence, 2);
    header.writeUInt32BE(this.#timestamp, 4);
    header.writeUInt32BE(this.#ssrc, 8);
    const older = hasRedundancy ? this.#sent.map((one) => Buffer.from(one)) : [];
    const headers = older.map((one, at) => {
      const bits = ((older.length - at) * INTERVAL_MS * 1_024 + one.length) >>> 0;
      return Buffer.of(0x80 | T140, bits >>> 16, (bits >>> 8) & 0xff, bits & 0xff);
    });
    const primary = hasRedundancy ? [Buffer.of(T140)] : [];
    return Buffer.concat([header, ...headers, ...primary, ...older, Buffer.from(text)]);
  }

  close(): void {
    this.#socket.close();
  }

  #send(text: string): void {
    const packet = this.packet(text);
    this.#sequence = (this.#sequence + 1) % 2 ** 16;
    this.#timestamp = (this.#timestamp + INTERVAL_MS) % 2 ** 32;
    this.#sent = [...this.#sent.slice(1), text];
    if (!this.#options.loses()) this.sendRaw(packet);
  }

  #receive(packet: Buffer): void {
    const type = packet.readUInt8(1);
    if (type >= 200 && type <= 207) return this.#readNames(packet);
    const contributorCount = packet.readUInt8(0) & 0xf;
    const contributor = contributorCount > 0 ? packet.readUInt32BE(12) : undefined;
    this.sources.add(packet.readUInt32BE(8));
    this.#base ??= packet.readUInt32BE(4);
    const timestamp = (packet.readUInt32BE(4) - this.#base) | 0;
    const payload = packet.subarray(12 + contributorCount * 4);
    const blocks = (type & 0x7f) === RED ? blocksOf(payload) : [{ offset: 0, bytes: payload }];
    if (contributorCount > 1) this.faults.push('two contributors (RFC 9071 §3.5)');
    this.#judge(timestamp, contributor, (type & 0x80) !== 0, blocks);
    for (const block of blocks) {
      const at = timestamp - block.offset;
      if (at <= (this.#newest.get(contributor) ?? -Infinity)) continue;
      this.#newest.set(contributor, at);
      const text = block.bytes.toString().replaceAll(BYTE_ORDER_MARK, '');
      if (text !== '') this.parts.push({ contributor, text });
    }
    return undefined;
  }

  /** RFC 4103 §3.5 and §5.2, RFC 9071 §3.10. */
  #judge(
    timestamp: number,
    contributor: number | undefined,
    hasMarker: boolean,
    blocks: readonly { bytes: Buffer }[],
  ): void {
    if (timestamp === this.#before) this.faults.push('two packets with one timestamp');
    this.#before = timestamp;
    const isAfterPause = this.#unrepeated.size === 0;
    if (hasMarker !== isAfterPause)
      this.faults.push(hasMarker ? 'a marker within a burst' : 'no marker after a pause');
    const kept = blocks.length === 1 ? blocks : blocks.slice(1);
    if (kept.some(({ bytes }) => bytes.length > 0)) this.#unrepeated.add(contributor);
    else this.#unrepeated.delete(contributor);
  }

  /** SDES of a compound packet (RFC 3550 §6.5). */
  #readNames(compound: Buffer): void {
    for (let at = 0; at + 4 <= compound.length;) {
      const length = (compound.readUInt16BE(at + 2) + 1) * 4;
      if (compound.readUInt8(at + 1) === 202)
        this.#readChunks(compound.subarray(at + 4, at + length));
      at += length;
    }
  }

  #readChunks(chunks: Buffer): void {
    for (let at = 0; at + 8 <= chunks.length;) {
      const ssrc = chunks.readUInt32BE(at);
      // The first item of each (RFC 3550 §6.5.1).
      if (chunks[at + 4] !== 1) this.faults.push('a source without CNAME');
      for (at += 4; at < chunks.length && chunks[at] !== 0; at += 2 + (chunks[at + 1] ?? 0)) {
        const length = chunks[at + 1] ?? 0;
        if (chunks[at] === 2)
          this.names.set(ssrc, chunks.subarray(at + 2, at + 2 + length).toString());
      }
      at += 4 - (at % 4);
    }
  }
}

/** Oldest first. */
function blocksOf(payload: Buffer): { offset: number; bytes: Buffer }[] {
  const headers: { offset: number; length: number }[] = [];
  let at = 0;
  for (; (payload.readUInt8(at) & 0x80) !== 0; at += 4) {
    const bits = payload.readUInt32BE(at);
    headers.push({ offset: (bits >>> 10) & 0x3fff, length: bits & 0x3ff });
  }
  at += 1;
  const blocks = headers.map(({ offset, length }) => {
    at += length;
    return { offset, bytes: payload.subarray(at - length, at) };
  });
  return [...blocks, { offset: 0, bytes: payload.subarray(at) }];
}

function shownBy(text: string): string {
  const shown: string[] = [];
  for (const character of text) {
    if (character === '\b') shown.pop();
    else shown.push(character === '\u2028' ? '\n' : character);
  }
  return shown.join('');
}
