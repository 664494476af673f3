// A connection between two servers of a cluster that carries JSON, one value a line.
import type { Socket } from 'node:net';
import { TokenBucket } from '../../rtp/tokenBucket.ts';
import { jsonOf } from '../messageBody.ts';
import { MAX_LINE_BYTES } from './lineMessages.ts';

/** Why it ended: `unread`: the other end does not read. The first three no server does; the last two end every connection. */
export type LinesEnd = 'tooLong' | 'tooFast' | 'nonsense' | 'unread' | 'closedThere' | 'closedHere';

/** Written and not taken by the other end. A busy second of many rooms is a few hundred kilobytes. */
const MAX_UNREAD_BYTES = 4 * 1024 * 1024;

/** A line costs one, and one more for each kilobyte: 5,000 small ones a second, or 5 MB. */
const RATE = { perSecond: 5_000, burst: 30_000 };
const BYTES_PER_TOKEN = 1024;

/** How long the last lines may take to leave. */
const LAST_LINES_MS = 2_000;

const NEWLINE = 0x0a;
const EMPTY = Buffer.alloc(0);

export class JsonLines {
  /** Resolves when it has ended, with why. */
  readonly ended: Promise<LinesEnd>;
  readonly #socket: Socket;
  readonly #rate = new TokenBucket(RATE);
  #resolveEnded: (end: LinesEnd) => void;
  /** What has come and was not looked at. */
  #rest: Buffer = EMPTY;
  /** The line whose end has not come, in a buffer that grows with it: it may come byte by byte. */
  #line: Buffer = EMPTY;
  #lineBytes = 0;
  #receive: ((value: unknown) => void) | undefined;
  #isEnded = false;

  /**
   * Reads nothing yet.
   * @param head what has come with the answer or request that made it.
   */
  constructor(socket: Socket, head: Buffer) {
    this.#socket = socket;
    const { promise, resolve } = Promise.withResolvers<LinesEnd>();
    this.ended = promise;
    this.#resolveEnded = resolve;
    this.#rest = head;
    socket.pause();
    socket.setTimeout(0);
    socket.setNoDelay(true);
    socket.on('error', () => undefined);
    socket.on('data', (chunk: Buffer) => this.#received(chunk));
    // Nobody wants it open in one direction only.
    socket.once('end', () => this.fail('closedThere'));
    socket.once('close', () => this.fail('closedThere'));
  }

  get isEnded(): boolean {
    return this.#isEnded;
  }

  /**
   * The next line, undefined if it is no JSON. What follows it is not read yet.
   * @throws Error if none comes in time.
   */
  async next(timeoutMs: number): Promise<unknown> {
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    const timer = setTimeout(() => reject(new Error('nothing was said in time')), timeoutMs);
    void this.ended.then((end) => reject(new Error(`the connection has ended: ${end}`)));
    this.read((value) => {
      this.#receive = undefined;
      this.#socket.pause();
      resolve(value);
    });
    try {
      return await promise;
    } finally {
      clearTimeout(timer);
    }
  }

  /** @param receive called for each line, with undefined for what is no JSON. */
  read(receive: (value: unknown) => void): void {
    if (this.#isEnded) return;
    this.#receive = receive;
    this.#socket.resume();
    this.#drain();
  }

  /** Ignored once it has ended. @returns false, and sends nothing, if that is too long for a line. */
  send(value: unknown): boolean {
    const line = `${JSON.stringify(value)}\n`;
    if (Buffer.byteLength(line) > MAX_LINE_BYTES) return false;
    if (this.#isEnded) return true;
    this.#socket.write(line);
    if (this.#socket.writableLength > MAX_UNREAD_BYTES) this.fail('unread');
    return true;
  }

  /** What was sent may still arrive. */
  close(): void {
    if (this.#isEnded) return;
    this.#end('closedHere');
    const socket = this.#socket;
    socket.end();
    // Its own end is seen only by who reads.
    socket.resume();
    const timer = setTimeout(() => socket.destroy(), LAST_LINES_MS);
    socket.once('close', () => clearTimeout(timer));
  }

  /** At once. */
  fail(end: LinesEnd): void {
    this.#socket.destroy();
    if (!this.#isEnded) this.#end(end);
  }

  #end(end: LinesEnd): void {
    this.#isEnded = true;
    this.#receive = undefined;
    this.#rest = EMPTY;
    this.#line = EMPTY;
    this.#resolveEnded(end);
  }

  #received(chunk: Buffer): void {
    if (this.#isEnded) return;
    this.#rest = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    this.#drain();
  }

  #drain(): void {
    while (this.#receive !== undefined && this.#rest.length > 0) {
      const end = this.#rest.indexOf(NEWLINE);
      const part = end === -1 ? this.#rest : this.#rest.subarray(0, end);
      if (this.#lineBytes + part.length >= MAX_LINE_BYTES) return this.fail('tooLong');
      this.#append(part);
      this.#rest = end === -1 ? EMPTY : this.#rest.subarray(end + 1);
      if (end === -1) return;
      const line = this.#line.toString('utf8', 0, this.#lineBytes);
      if (!this.#rate.take(1 + this.#lineBytes / BYTES_PER_TOKEN, performance.now()))
        return this.fail('tooFast');
      this.#lineBytes = 0;
      this.#receive(jsonOf(line));
    }
  }

  #append(part: Buffer): void {
    const bytes = this.#lineBytes + part.length;
    if (bytes > this.#line.length) {
      const larger = Buffer.alloc(Math.max(bytes, 2 * this.#line.length));
      this.#line.copy(larger, 0, 0, this.#lineBytes);
      this.#line = larger;
    }
    part.copy(this.#line, this.#lineBytes);
    this.#lineBytes = bytes;
  }
}
