// Starts a program that is not Node's, and exchanges messages with it over its standard input and output, each with its
// length before it.
import { type ChildProcess, spawn } from 'node:child_process';
import { FrameReader } from './frameReader.ts';

export interface FramedProcessEvents {
  /** Of this moment: its memory is used again. */
  onMessage(message: Buffer): void;
  /** A line of its standard error, or why it could not be started. */
  onComplaint(text: string): void;
  /** It has ended, for whatever reason. Called once, and nothing after it. */
  onExit(): void;
}

/** A larger message comes from a program gone wrong. */
const MAX_MESSAGE_BYTES = 8_000_000;
const MAX_COMPLAINT_LENGTH = 500;
/** A program that goes on and on about it is not listened to. */
const MAX_COMPLAINTS = 100;

export class FramedProcess {
  readonly #child: ChildProcess;
  readonly #events: FramedProcessEvents;
  #hasExited = false;
  #complaints = 0;

  /** Never throws: a program that cannot be started exits. */
  constructor(program: string, args: readonly string[], events: FramedProcessEvents) {
    this.#events = events;
    // Without our environment: a codec has no use for our secrets.
    this.#child = spawn(program, args, { stdio: 'pipe', env: {}, cwd: '/' });
    // There are none where the server has no file descriptor left: 'error' tells.
    const { stdin, stdout, stderr } = this.#child;
    this.#child.on('error', (error) => {
      this.#complain(error.message);
      // A program that could not be started has no exit event.
      if (this.#child.pid === undefined) this.#exited();
    });
    this.#child.once('exit', () => this.#exited());
    // Written to after its end: 'exit' tells.
    stdin?.on('error', () => undefined);
    const reader = new FrameReader(MAX_MESSAGE_BYTES, (message) => events.onMessage(message));
    let isReadable = true;
    stdout?.on('data', (chunk: Buffer) => {
      if (!isReadable || this.#hasExited) return;
      isReadable = reader.push(chunk);
      if (isReadable) return;
      this.#complain('a message is too long');
      this.kill();
    });
    let line = '';
    stderr?.setEncoding('utf8').on('data', (chunk: string) => {
      const [rest = '', ...whole] = (line + chunk).split('\n').reverse();
      for (const one of whole.reverse()) this.#complain(one);
      // One without end would grow without end.
      if (rest.length > MAX_COMPLAINT_LENGTH) this.#complain(rest);
      line = rest.length > MAX_COMPLAINT_LENGTH ? '' : rest;
    });
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  /** What waits for the program to read it, in bytes. */
  get queuedBytes(): number {
    return this.#child.stdin?.writableLength ?? 0;
  }

  /** The parts of one message. They must not be changed afterwards. Lost when it has exited. */
  post(...parts: readonly Uint8Array[]): void {
    const { stdin } = this.#child;
    if (this.#hasExited || stdin?.writable !== true) return;
    const head = Buffer.allocUnsafe(4);
    head.writeUInt32LE(parts.reduce((sum, part) => sum + part.length, 0));
    stdin.cork();
    stdin.write(head);
    for (const part of parts) if (part.length > 0) stdin.write(part);
    stdin.uncork();
  }

  /** At once, and `onExit` follows. */
  kill(): void {
    this.#child.kill('SIGKILL');
  }

  #complain(text: string): void {
    this.#complaints += 1;
    if (this.#complaints > MAX_COMPLAINTS) return;
    this.#events.onComplaint(text.slice(0, MAX_COMPLAINT_LENGTH));
  }

  #exited(): void {
    if (this.#hasExited) return;
    this.#hasExited = true;
    this.#events.onExit();
  }
}
