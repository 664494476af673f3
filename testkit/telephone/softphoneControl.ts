// baresip's control connection (its module ctrl_tcp): commands and their responses, and events, as JSON in netstrings.
import type { Socket } from 'node:net';

interface Message {
  event?: boolean;
  type?: string;
  response?: boolean;
  ok?: boolean;
  data?: string;
  token?: string;
  param?: string;
}

export class SoftphoneControl {
  /** The types of all events so far. */
  readonly events: string[] = [];
  /** The keys that the other end has pressed (RFC 4733). */
  keys = '';
  readonly #socket: Socket;
  readonly #waiting = new Map<string, (message: Message) => void>();
  #rest = Buffer.alloc(0);
  #asked = 0;

  constructor(socket: Socket) {
    this.#socket = socket;
    socket.on('data', (data) => this.#read(data));
    socket.on('error', () => undefined);
  }

  send(command: string, params?: string): void {
    this.#write({ command, ...(params !== undefined && { params }) });
  }

  /** @returns what the command prints. It never resolves if the softphone has ended. */
  async ask(command: string, params?: string): Promise<string> {
    const token = String((this.#asked += 1));
    const answered = new Promise<Message>((resolve) => this.#waiting.set(token, resolve));
    this.#write({ command, token, ...(params !== undefined && { params }) });
    const { ok, data = '' } = await answered;
    if (ok !== true) throw new Error(`${command}: ${data}`);
    return data;
  }

  close(): void {
    this.#socket.destroy();
  }

  #write(message: object): void {
    const text = JSON.stringify(message);
    this.#socket.write(`${Buffer.byteLength(text)}:${text},`);
  }

  #read(data: Buffer): void {
    this.#rest = Buffer.concat([this.#rest, data]);
    for (;;) {
      const colon = this.#rest.indexOf(':');
      const end = colon + 1 + Number(this.#rest.subarray(0, Math.max(0, colon)).toString());
      if (colon < 0 || this.#rest.length <= end) return;
      this.#receive(JSON.parse(this.#rest.subarray(colon + 1, end).toString()) as Message);
      this.#rest = this.#rest.subarray(end + 1);
    }
  }

  #receive(message: Message): void {
    if (message.event === true) this.events.push(message.type ?? '');
    if (message.type === 'CALL_DTMF_START') this.keys += message.param ?? '';
    if (message.response !== true || message.token === undefined) return;
    this.#waiting.get(message.token)?.(message);
    this.#waiting.delete(message.token);
  }
}
