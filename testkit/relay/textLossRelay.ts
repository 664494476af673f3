// A SIP proxy by UDP in front of a server, by which the real-time text of its calls passes a line that loses packets.
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { UdpRelay } from './udpRelay.ts';

const HOST = '127.0.0.1';
const TEXT_LINE = /^m=text ([1-9]\d*) /m;

export class TextLossRelay {
  readonly #front: Socket;
  readonly #every: number;
  readonly #opened: { close(): void }[] = [];

  private constructor(front: Socket, every: number) {
    this.#front = front;
    this.#every = every;
  }

  /** @param every how many packets of text it takes until one is lost */
  static async start(sipPort: number, every: number): Promise<TextLossRelay> {
    const front = createSocket('udp4').bind(0, HOST);
    await once(front, 'listening');
    const relay = new TextLossRelay(front, every);
    const backs = new Map<number, Socket>();
    front.on('message', (message, { port }) => {
      const back = backs.get(port) ?? relay.#openBack(port);
      backs.set(port, back);
      back.send(message, sipPort, HOST);
    });
    return relay;
  }

  get port(): number {
    return this.#front.address().port;
  }

  close(): void {
    this.#front.close();
    for (const one of this.#opened) one.close();
  }

  #openBack(port: number): Socket {
    const back = createSocket('udp4');
    this.#opened.push(back);
    back.on('message', (message) => {
      void this.#detoured(message.toString('latin1')).then((text) =>
        this.#front.send(Buffer.from(text, 'latin1'), port, HOST),
      );
    });
    return back;
  }

  async #detoured(message: string): Promise<string> {
    const target = Number(TEXT_LINE.exec(message)?.[1] ?? 0);
    if (target === 0) return message;
    let count = 0;
    const isLost = () => (count += 1) % this.#every === 0;
    const relay = await UdpRelay.start({ target, delayMs: 0, isLost });
    this.#opened.push(relay);
    const [head = '', body = ''] = message.split('\r\n\r\n', 2);
    const changed = body.replace(TEXT_LINE, `m=text ${relay.port} `);
    const headers = head.replace(/^(Content-Length:) *\d+/im, `$1 ${changed.length}`);
    return `${headers}\r\n\r\n${changed}`;
  }
}
