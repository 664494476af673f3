// One telephone's sound on its way into the meeting: each packet at once as it comes, for browsers to put in order.
import type { PhoneCodec } from '../rtp/agreedMedia.ts';
import { asALaw, CLOCK_RATE } from './g711.ts';
import { SequenceRewriter } from '../rtp/sequenceRewriter.ts';
import { writeRtp, type RtpPacket } from '../rtp/rtpPacket.ts';
import type { RtpSocket } from '../rtp/rtpPorts.ts';
import { dbovOf, levelByte } from './soundLevel.ts';
import type { SendingToMeeting } from './soundMessages.ts';

/** Four times what a telephone sends that packs 20 ms; the rest of a flood is left out. */
const MOST_PACKETS_A_SECOND = 200;

export class Relay {
  readonly #socket: RtpSocket;
  readonly #sending: SendingToMeeting;
  readonly #numbers = new SequenceRewriter(CLOCK_RATE);
  #hasPaused = true;
  #second = 0;
  #sent = 0;

  constructor(socket: RtpSocket, sending: SendingToMeeting) {
    this.#socket = socket;
    this.#sending = sending;
  }

  /** @param samples the same, decoded. */
  pass(packet: RtpPacket, codec: PhoneCodec, samples: Int16Array, now: number): void {
    if (this.#isFlood(now)) return this.keepBack(packet);
    const { port, ssrc, payloadType, audioLevelId } = this.#sending;
    const relayed = writeRtp(
      {
        payloadType,
        hasMarker: this.#hasPaused || packet.hasMarker,
        ...this.#numbers.next(packet, now),
        ssrc,
        payload: asALaw(codec, packet.payload),
      },
      { id: audioLevelId, byte: levelByte(dbovOf(samples)) },
    );
    this.#hasPaused = false;
    this.#socket.send(relayed, { address: '127.0.0.1', port });
  }

  /** A key that was pressed, or sound while muted. */
  keepBack(packet: RtpPacket): void {
    this.#numbers.skip(packet);
    this.#hasPaused = true;
  }

  #isFlood(now: number): boolean {
    const second = Math.floor(now / 1_000);
    if (second !== this.#second) [this.#second, this.#sent] = [second, 0];
    this.#sent += 1;
    return this.#sent > MOST_PACKETS_A_SECOND;
  }
}
