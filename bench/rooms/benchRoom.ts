// A room system whose pictures are kept as they arrive. It asks for what is missing, as room systems do.
import { SipPhone } from '@distansmote/testkit/telephone/sipPhone.ts';
import type { RoomSystemOffer } from '@distansmote/testkit/telephone/roomSystemOffers.ts';
import { SipRoom, type SipRoomOptions } from '@distansmote/testkit/room/sipRoom.ts';
import { H264Receiver } from '../../server/src/rtp/h264/h264Receiver.ts';
import { Reception } from '../../server/src/rtp/reception.ts';
import { readRtcp, writeReport } from '../../server/src/rtp/rtcp.ts';
import { writeNack } from '../../server/src/rtp/rtcpFeedback.ts';
import { parseRtp } from '../../server/src/rtp/rtpPacket.ts';
import type { BenchServer } from './benchServer.ts';
import { roomFilm } from './films.ts';
import type { CodedPicture } from './seenPictures.ts';

const TICK_MS = 20;
/** Between two requests for a key frame. */
const ASKING_MS = 500;
const REPORT_MS = 1_000;
const CLOCK = 90_000;

export interface BenchRoomOptions {
  packetizationMode?: 0 | 1;
  /** Whether it names generic NACK, asks for lost packets with it, and answers it. */
  isRepaired?: boolean;
  line?: SipRoomOptions['line'];
  name?: string;
  /** Whether its camera is off from the beginning. */
  isCameraOff?: boolean;
}

export class BenchRoom {
  readonly seen: CodedPicture[] = [];
  largestPacket = 0;
  /** NAL unit types of its packets: 28 is a fragment (RFC 6184 §5.8). */
  readonly nalTypes = new Set<number>();
  /** When the INVITE was sent, and when the 200 arrived, in the time of `performance.now()`. */
  readonly invitedAt: number;
  readonly answeredAt: number;
  readonly #room: SipRoom;
  readonly #receiver: H264Receiver;
  readonly #timers: NodeJS.Timeout[];
  readonly #reception = new Reception(CLOCK);
  #askedAt = -Infinity;
  #ssrc = 0;

  private constructor(
    room: SipRoom,
    { isRepaired = false }: BenchRoomOptions,
    { invitedAt, answeredAt }: { invitedAt: number; answeredAt: number },
  ) {
    this.#room = room;
    this.invitedAt = invitedAt;
    this.answeredAt = answeredAt;
    this.#receiver = new H264Receiver({
      onAccessUnit: ({ data, isKeyFrame }, now) =>
        void this.seen.push({ data: Buffer.from(data), isKeyFrame, at: now }),
      onLost: (now) => this.#lost(now),
      onMissing: (sequences, now) => this.#report(now, [this.#nack(sequences)]),
    });
    this.#receiver.setRepaired(isRepaired);
    room.onReport = (packet) => this.#takeReport(packet, isRepaired);
    this.#timers = [
      setInterval(() => this.#receiver.tick(performance.now()), TICK_MS),
      setInterval(() => this.#report(performance.now(), []), REPORT_MS),
    ];
  }

  /** Dials, and sends its camera once it is answered. */
  static async call(
    server: BenchServer,
    callId: string,
    options: BenchRoomOptions = {},
  ): Promise<BenchRoom> {
    const phone = await SipPhone.udp(server.sipPort);
    const { line, name = 'Rum 3' } = options;
    const room = await SipRoom.open(phone, {
      film: await roomFilm(),
      hasScreen: false,
      displayName: name,
      offer: offerOf(options),
      ...(line && { line }),
    });
    // The first packets come before the answer has been read.
    const early: { packet: Buffer; at: number }[] = [];
    room.onVideo = (packet) => void early.push({ packet, at: performance.now() });
    let answeredAt = Number.NaN;
    phone.onReceived = (text) => {
      if (text.startsWith('SIP/2.0 200')) answeredAt = performance.now();
    };
    const invitedAt = performance.now();
    await room.call(callId);
    phone.onReceived = () => undefined;
    if (options.isCameraOff === true) room.camera?.stop();
    const own = new BenchRoom(room, options, { invitedAt, answeredAt });
    for (const { packet, at } of early) own.#receive(packet, at);
    room.onVideo = (packet) => own.#receive(packet, performance.now());
    return own;
  }

  get sent(): readonly { number: number; at: number }[] {
    return this.#room.camera?.sent ?? [];
  }

  get sound() {
    return this.#room.sound;
  }

  askForKeyFrame(by: 'PLI' | 'FIR' | 'INFO'): void {
    this.#room.askForKeyFrame(by);
  }

  setCamera(isOn: boolean): void {
    if (isOn) this.#room.camera?.start();
    else this.#room.camera?.stop();
  }

  /** What it has seen, heard and sent so far. */
  forget(): void {
    this.seen.length = 0;
    this.#room.packets.length = 0;
    this.sound.heard.length = 0;
    if (this.#room.camera !== undefined) this.#room.camera.sent.length = 0;
  }

  async hangUp(): Promise<void> {
    for (const timer of this.#timers) clearInterval(timer);
    await this.#room.hangUp();
    await this.#room.close();
    this.#room.phone.close();
  }

  #receive(packet: Buffer, now: number): void {
    const rtp = parseRtp(packet);
    if (rtp === undefined) return;
    this.#ssrc = rtp.ssrc;
    this.#reception.add(rtp, now);
    this.largestPacket = Math.max(this.largestPacket, packet.length);
    this.nalTypes.add((rtp.payload[0] ?? 0) & 0x1f);
    this.#receiver.receive(rtp, now);
  }

  #lost(now: number): void {
    if (now - this.#askedAt < ASKING_MS) return;
    this.#askedAt = now;
    this.askForKeyFrame('PLI');
  }

  #nack(sequences: readonly number[]): Buffer {
    return writeNack(this.#ownSsrc, this.#ssrc, sequences);
  }

  get #ownSsrc(): number {
    return this.#room.camera?.ssrc ?? 0;
  }

  #report(now: number, feedback: Buffer[]): void {
    if (this.#ssrc === 0) return;
    const content = { ssrc: this.#ownSsrc, sent: undefined, cname: 'room' };
    this.#room.sendReport(writeReport({ ...content, reception: this.#reception }, now, feedback));
  }

  #takeReport(packet: Buffer, isRepaired: boolean): void {
    const now = performance.now();
    const events = {
      onReport: () => undefined,
      onFeedback: (feedback: { type: string; sequences?: number[] }) => {
        if (!isRepaired || feedback.type !== 'nack') return;
        for (const sequence of feedback.sequences ?? []) this.#room.camera?.resend(sequence);
      },
    };
    readRtcp(packet, this.#reception, events, now);
  }
}

function offerOf({ packetizationMode = 1, isRepaired = false }: BenchRoomOptions): RoomSystemOffer {
  const lines = [
    'v=0',
    'o=- 1 1 IN IP4 192.0.2.20',
    's=-',
    'c=IN IP4 192.0.2.20',
    't=0 0',
    'm=audio 1 RTP/AVP 8 101',
    'a=rtpmap:8 PCMA/8000',
    'a=rtpmap:101 telephone-event/8000',
    'a=sendrecv',
    'm=video 1 RTP/AVP 97',
    'b=TIAS:2000000',
    'a=rtpmap:97 H264/90000',
    `a=fmtp:97 profile-level-id=42e01f;packetization-mode=${packetizationMode}`,
    'a=rtcp-fb:* nack pli',
    'a=rtcp-fb:* ccm fir',
    ...(isRepaired ? ['a=rtcp-fb:* nack'] : []),
    'a=content:main',
    'a=sendrecv',
  ];
  return { lines, answered: [] };
}
