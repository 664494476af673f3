// What a worker at another server says, before mediasoup reads it: whole messages, not too large, not too many, and of two kinds.
import { endianness } from 'node:os';
import { Transform, type TransformCallback } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { TokenBucket } from '../../rtp/tokenBucket.ts';

/** A message begins with its length. */
const LENGTH_BYTES = 4;
/** The largest that is asked for, an answer about a transport, has some kilobytes; mediasoup would collect eight megabytes. */
const MAX_FRAME_BYTES = 256 * 1024;

/**
 * What comes faster waits at the other machine. A message costs one, and one more for each kilobyte; a hundred microphones with
 * their sound cost 6,000 a second.
 */
const RATE = { perSecond: 10_000, burst: 10_000 };
const BYTES_PER_TOKEN = 1024;
const PAUSE_MS = 10;

/** `union Body` of mediasoup's message.fbs (3.27). */
const RESPONSE = 2;
const NOTIFICATION = 3;
const LOG = 4;

/** What no worker of mediasoup says. */
class WorkerBroken extends Error {
  override name = 'WorkerBroken';
}

/** Fails with WorkerBroken. mediasoup runs on the machine of its worker, and neither bounds nor checks what that says. */
export class WorkerFrames extends Transform {
  readonly #rate = new TokenBucket(RATE);
  /** Of a message whose end has not come. */
  readonly #parts: Buffer[] = [];
  #partBytes = 0;
  /** Of that message, once it is known. */
  #neededBytes = LENGTH_BYTES;

  override _transform(chunk: Buffer, _encoding: string, done: TransformCallback): void {
    void this.#transform(chunk, done);
  }

  async #transform(chunk: Buffer, done: TransformCallback): Promise<void> {
    let broken: Error | null = null;
    try {
      await this.#read(chunk);
    } catch (error) {
      broken = error as Error;
    }
    done(broken);
  }

  /** @throws WorkerBroken */
  async #read(chunk: Buffer): Promise<void> {
    let rest = chunk;
    while (rest.length > 0) {
      const part = rest.subarray(0, this.#neededBytes - this.#partBytes);
      rest = rest.subarray(part.length);
      this.#parts.push(part);
      this.#partBytes += part.length;
      if (this.#partBytes < this.#neededBytes) return;
      const whole = Buffer.concat(this.#parts);
      if (whole.length === LENGTH_BYTES) this.#begin(whole);
      else await this.#end(whole);
    }
  }

  /** @throws WorkerBroken */
  #begin(length: Buffer): void {
    const bytes = lengthOf(length);
    if (bytes === 0 || bytes > MAX_FRAME_BYTES)
      throw new WorkerBroken(`it says ${bytes} bytes at once`);
    this.#neededBytes = LENGTH_BYTES + bytes;
    this.#parts.splice(0, Infinity, length);
  }

  /** @throws WorkerBroken */
  async #end(frame: Buffer): Promise<void> {
    this.#parts.length = 0;
    this.#partBytes = 0;
    this.#neededBytes = LENGTH_BYTES;
    while (!this.#rate.take(1 + frame.length / BYTES_PER_TOKEN, performance.now()))
      await pause(PAUSE_MS, undefined, { ref: false });
    const kind = kindOf(frame.subarray(LENGTH_BYTES));
    // Its log would be mistaken for this server's.
    if (kind === LOG) return;
    if (kind !== RESPONSE && kind !== NOTIFICATION)
      throw new WorkerBroken('it says what no media worker says');
    this.push(frame);
  }
}

/** In the order of bytes of the machine, as mediasoup takes it: both ends are of one kind. */
const lengthOf = (frame: Buffer) =>
  endianness() === 'LE' ? frame.readUInt32LE(0) : frame.readUInt32BE(0);

/** The first field of the message's table (FlatBuffers), a byte. @returns 0 where it has none. @throws WorkerBroken */
function kindOf(message: Buffer): number {
  try {
    const table = message.readUInt32LE(0);
    const fields = table - message.readInt32LE(table);
    const at = message.readUInt16LE(fields) > 4 ? message.readUInt16LE(fields + 4) : 0;
    return at === 0 ? 0 : message.readUInt8(table + at);
  } catch {
    throw new WorkerBroken('it says what is no message');
  }
}
