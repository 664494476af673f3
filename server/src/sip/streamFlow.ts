// One connection over TCP or TLS: messages are read from it as fast as its sender may send them.
import type { Socket } from 'node:net';
import { type Flow, type Protocol, WIRE_ENCODING } from './flow.ts';
import { StreamFramer } from './streamFramer.ts';

/** For one message, from its first byte: against slow senders. */
const MESSAGE_MS = 10_000;
/** For a stranger to send its request and answer the challenge. */
const STRANGER_MS = 30_000;
const KEEP_ALIVE_MS = 60_000;
/** When the peer does not read, the connection is closed. */
const MAX_UNSENT_BYTES = 262_144;
/** Over the rate limit reading pauses: nothing is lost, the sender has to wait. */
const PAUSE_MS = 100;

export interface StreamEvents {
  mayRead(): boolean;
  onTrusted(): void;
  onMessage(text: string, flow: Flow): void;
}

export class StreamFlow implements Flow {
  readonly protocol: Protocol;
  readonly address: string;
  readonly port: number;
  readonly #socket: Socket;
  readonly #events: StreamEvents;
  readonly #framer = new StreamFramer();
  #messageTimeout: NodeJS.Timeout | undefined;
  #strangerTimeout: NodeJS.Timeout | undefined;
  #pause: NodeJS.Timeout | undefined;

  constructor(protocol: Protocol, address: string, socket: Socket, events: StreamEvents) {
    this.protocol = protocol;
    this.address = address;
    this.port = socket.remotePort ?? 0;
    this.#socket = socket;
    this.#events = events;
    socket.setNoDelay(true);
    socket.setKeepAlive(true, KEEP_ALIVE_MS);
    socket.on('data', (bytes) => {
      this.#framer.add(bytes);
      this.#read();
    });
    socket.once('close', () => {
      clearTimeout(this.#strangerTimeout);
      clearTimeout(this.#messageTimeout);
      clearTimeout(this.#pause);
    });
  }

  /** Closes the connection unless it is trusted in time. */
  limitTime(): void {
    this.#strangerTimeout = setTimeout(() => this.#socket.destroy(), STRANGER_MS);
  }

  trust(): void {
    clearTimeout(this.#strangerTimeout);
    this.#events.onTrusted();
  }

  /** What cannot be sent is lost, as over UDP: the transactions time out. */
  sendOnce(text: string): void {
    if (!this.#socket.writable) return;
    this.#socket.write(text, WIRE_ENCODING);
    if (this.#socket.writableLength > MAX_UNSENT_BYTES) this.#socket.destroy();
  }

  send(text: string): Promise<void> {
    this.sendOnce(text);
    return Promise.resolve();
  }

  #read(): void {
    if (this.#pause !== undefined) return;
    try {
      while (!this.#socket.destroyed && this.#framer.isWithinMessage) {
        if (!this.#events.mayRead()) return this.#waitForBudget();
        const frame = this.#framer.next();
        if (frame === undefined) break;
        if (frame.type === 'ping') this.sendOnce('\r\n');
        else this.#events.onMessage(frame.text, this);
        this.#clearMessageTimeout();
      }
    } catch {
      // FramingError: what follows cannot be read.
      this.#socket.destroy();
    }
    if (!this.#framer.isWithinMessage) this.#clearMessageTimeout();
    else this.#messageTimeout ??= setTimeout(() => this.#socket.destroy(), MESSAGE_MS);
  }

  #clearMessageTimeout(): void {
    clearTimeout(this.#messageTimeout);
    this.#messageTimeout = undefined;
  }

  #waitForBudget(): void {
    this.#socket.pause();
    this.#pause = setTimeout(() => {
      this.#pause = undefined;
      this.#socket.resume();
      this.#read();
    }, PAUSE_MS);
  }
}
