// One connection over TCP or TLS: messages are cut out of it as fast as its sender may send them.
import type { Socket } from 'node:net';
import { type Flow, type Protocol, WIRE_ENCODING } from './flow.ts';
import { StreamFramer } from './streamFramer.ts';

/** From its first byte, so that none is dripped in. */
const MESSAGE_MS = 10_000;
/** For one that has not shown that it may call: to ask, and to answer what it is asked. */
const STRANGER_MS = 30_000;
const KEEP_ALIVE_MS = 60_000;
/** What is not read by the other end is not kept for ever. */
const MOST_UNSENT_BYTES = 262_144;
/** The budget is looked at again after so long: nothing is lost, the sender has to wait. */
const PAUSE_MS = 100;

export interface StreamEvents {
  mayRead(): boolean;
  trusted(): void;
  message(text: string, flow: Flow): void;
}

export class StreamFlow implements Flow {
  readonly protocol: Protocol;
  readonly address: string;
  readonly port: number;
  readonly #socket: Socket;
  readonly #events: StreamEvents;
  readonly #framing = new StreamFramer();
  #late: NodeJS.Timeout | undefined;
  #unknown: NodeJS.Timeout | undefined;
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
      this.#framing.add(bytes);
      this.#read();
    });
    socket.once('close', () => {
      clearTimeout(this.#unknown);
      clearTimeout(this.#late);
      clearTimeout(this.#pause);
    });
  }

  /** One that is not known by then is closed, whatever it says. */
  limitTime(): void {
    this.#unknown = setTimeout(() => this.#socket.destroy(), STRANGER_MS);
  }

  trust(): void {
    clearTimeout(this.#unknown);
    this.#events.trusted();
  }

  /** What cannot be sent is lost, as it may be by UDP: the transactions' timers find out. */
  sendOnce(text: string): void {
    if (!this.#socket.writable) return;
    this.#socket.write(text, WIRE_ENCODING);
    if (this.#socket.writableLength > MOST_UNSENT_BYTES) this.#socket.destroy();
  }

  send(text: string): Promise<void> {
    this.sendOnce(text);
    return Promise.resolve();
  }

  #read(): void {
    if (this.#pause !== undefined) return;
    try {
      while (!this.#socket.destroyed && this.#framing.isWithin) {
        if (!this.#events.mayRead()) return this.#waitForBudget();
        const frame = this.#framing.next();
        if (frame === undefined) break;
        if (frame.type === 'ping') this.sendOnce('\r\n');
        else this.#events.message(frame.text, this);
        this.#clearLate();
      }
    } catch {
      // Unframed: nothing that follows could be told apart.
      this.#socket.destroy();
    }
    if (!this.#framing.isWithin) this.#clearLate();
    else this.#late ??= setTimeout(() => this.#socket.destroy(), MESSAGE_MS);
  }

  #clearLate(): void {
    clearTimeout(this.#late);
    this.#late = undefined;
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
