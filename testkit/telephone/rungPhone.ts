// A telephone implemented by the bench, which calls a real server: SIP over UDP, and RTP with timed packets.
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { SoundPhone, type SoundPhoneSettings } from './soundPhone.ts';

const HOST = '127.0.0.1';
const DIGIT_MS = 120;
/** Retransmission interval (RFC 3261 §17.1.1.2). */
const AGAIN_MS = 500;
const PATIENCE_MS = 20_000;
/** RFC 4733 §3.2. */
const HASH = 11;

let drawn = 0;

export class RungPhone {
  readonly sound: SoundPhone;
  /** From INVITE to 200, in milliseconds. */
  readonly answeredAfterMs: number;
  readonly #socket: Socket;
  readonly #sipPort: number;
  readonly #dialog: Dialog;

  private constructor(
    sound: SoundPhone,
    socket: Socket,
    sipPort: number,
    dialog: Dialog,
    answeredAfterMs: number,
  ) {
    this.sound = sound;
    this.#socket = socket;
    this.#sipPort = sipPort;
    this.#dialog = dialog;
    this.answeredAfterMs = answeredAfterMs;
  }

  /** Resolves when the call is answered. */
  static async ring(sipPort: number, settings: SoundPhoneSettings = {}): Promise<RungPhone> {
    const sound = await SoundPhone.open(settings);
    const socket = createSocket('udp4').bind(0, HOST);
    await once(socket, 'listening');
    drawn += 1;
    const dialog: Dialog = {
      number: `+46480${String(100_000 + drawn)}`,
      callId: `bench-${process.pid}-${drawn}`,
      own: `${HOST}:${socket.address().port}`,
      toTag: '',
      cseq: 1,
    };
    const startedAt = performance.now();
    const answer = await transact(socket, sipPort, dialog, 'INVITE', offerOf(sound));
    const answeredAfterMs = performance.now() - startedAt;
    dialog.toTag = /^To:.*;tag=([^;\r\n]+)/im.exec(answer)?.[1] ?? '';
    socket.send(textOf(dialog, 'ACK'), sipPort, HOST);
    const port = Number(/^m=audio (\d+)/m.exec(answer)?.[1]);
    sound.ring({ port, srtpKey: '' });
    return new RungPhone(sound, socket, sipPort, dialog, answeredAfterMs);
  }

  /** Keys the digits and `#` as RTP events (RFC 4733). */
  async key(digits: string): Promise<void> {
    for (const event of [...Array.from(digits, Number), HASH]) {
      this.sound.key(event);
      await pause(DIGIT_MS);
    }
  }

  async hangUp(): Promise<void> {
    this.#dialog.cseq += 1;
    await transact(this.#socket, this.#sipPort, this.#dialog, 'BYE');
    this.#socket.close();
    this.sound.close();
  }
}

interface Dialog {
  number: string;
  callId: string;
  own: string;
  toTag: string;
  cseq: number;
}

const offerOf = (sound: SoundPhone) =>
  [
    'v=0',
    `o=- 1 1 IN IP4 ${HOST}`,
    's=-',
    `c=IN IP4 ${HOST}`,
    't=0 0',
    `m=audio ${sound.agreed.port} RTP/AVP 8 101`,
    'a=rtpmap:101 telephone-event/8000',
    'a=sendrecv',
    '',
  ].join('\r\n');

function textOf({ number, callId, own, toTag, cseq }: Dialog, method: string, body = ''): string {
  return [
    `${method} sip:mote@${HOST} SIP/2.0`,
    `Via: SIP/2.0/UDP ${own};branch=z9hG4bK-${callId}-${cseq}-${method};rport`,
    'Max-Forwards: 70',
    `From: <sip:${number}@${HOST}>;tag=from-${callId}`,
    `To: <sip:mote@${HOST}>${toTag === '' ? '' : `;tag=${toTag}`}`,
    `Call-ID: ${callId}`,
    `CSeq: ${cseq} ${method}`,
    `Contact: <sip:bench@${own}>`,
    ...(body === '' ? [] : ['Content-Type: application/sdp']),
    `Content-Length: ${body.length}`,
    '',
    body,
  ].join('\r\n');
}

/** @returns the final answer, which must be 200. */
async function transact(
  socket: Socket,
  sipPort: number,
  dialog: Dialog,
  method: string,
  body = '',
): Promise<string> {
  const text = textOf(dialog, method, body);
  let heard = '';
  const listen = (bytes: Buffer) => {
    const answer = bytes.toString('latin1');
    if (answer.includes(`CSeq: ${dialog.cseq} ${method}\r\n`)) heard = answer;
  };
  socket.on('message', listen);
  const until = performance.now() + PATIENCE_MS;
  let againAt = 0;
  while (!/^SIP\/2\.0 [2-6]/.test(heard) && performance.now() < until) {
    if (heard === '' && performance.now() >= againAt) {
      socket.send(text, sipPort, HOST);
      againAt = performance.now() + AGAIN_MS;
    }
    await pause(2);
  }
  socket.off('message', listen);
  if (!heard.startsWith('SIP/2.0 200')) throw new Error(`${method}: ${heard || 'no answer'}`);
  return heard;
}
