// A room system by hand: SIP that a test controls message by message, RTP by sockets of its own, and FFmpeg to decode
// what it gets. It counts packets, frames and freezes, which a real one does not tell.
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { freePorts } from '../network/ports.ts';
import type { Picture } from '../picture/picture.ts';
import { type Quarters, ROOM_QUARTERS } from '../picture/testPattern.ts';
import { UdpRelay } from '../relay/udpRelay.ts';
import type { RoomSystemOffer } from '../telephone/roomSystemOffers.ts';
import { SipDialog, SipPhone } from '../telephone/sipPhone.ts';
import { SoundPhone } from '../telephone/soundPhone.ts';
import { encodeFilm, type EncodedFrame } from './encodedFilm.ts';
import { FfmpegScreen } from './ffmpegScreen.ts';
import { FilmCamera } from './filmCamera.ts';
import type { SlidesEnd } from './slidesEnd.ts';
import { videoIn } from './videoIn.ts';
import {
  asksForKeyFrame,
  bitrateRequest,
  fullIntraRequest,
  pictureLossIndication,
} from './rtcpByHand.ts';

const LOOPBACK = '127.0.0.1';
/** In the offers of devices, and in the plain one. */
const ANY_ADDRESS = /IN IP4 (?:192\.0\.2\.\d+|127\.0\.0\.1)/;
const FRAMES_PER_SECOND = 25;
/** Its end goes over into its beginning. */
const FILM_SECONDS = 20;
const ASK_AGAIN_MS = 500;
const NEXT_FRAME_MS = 3_000;

export interface SipRoomOptions {
  displayName?: string;
  /** Whose offer it makes; plain H.264 in packetization mode 1 and PCMA unless given. */
  offer?: RoomSystemOffer;
  quarters?: Quarters;
  hertz?: number;
  /** The only one that it speaks of those in its offer. */
  codec?: 'PCMA' | 'G722';
  width?: number;
  height?: number;
  /** Its line for slides, closed with it; offered with its first offer, unless `addSlides` does it. */
  slides?: { end: SlidesEnd; isLate?: boolean; hasFloorControl?: boolean };
  /** Its video goes through a line with these faults, both ways once the server has heard it. */
  line?: { loss: number; delayMs: number };
  /** What its camera sends; otherwise the test pattern. */
  film?: readonly EncodedFrame[];
  /** Without one it decodes nothing, and costs nothing. */
  hasScreen?: boolean;
  /** Its own address, and the server's; default 127.0.0.1 both. */
  address?: string;
  server?: string;
  /** What it sends instead of each RTP packet of its camera. */
  spoil?: (packet: Buffer) => Buffer[];
}

/** An RTP packet of the server's video. */
export interface ReceivedPacket {
  bytes: number;
  isMarked: boolean;
  ssrc: number;
  timestamp: number;
  /** Of the NAL unit (ITU-T H.264 table 7-1), or of the first that is in the packet whole or in part (RFC 6184 §5.2). */
  nalType: number;
  /** RFC 6184 §5.2: 1 to 23 is a single NAL unit, which mode 0 is restricted to. */
  packetType: number;
  /** In the time of `performance.now`. */
  at: number;
}

export class SipRoom {
  readonly phone: SipPhone;
  readonly dialog: SipDialog;
  readonly sound: SoundPhone;
  /** Of the video, in order of arrival. */
  readonly packets: ReceivedPacket[] = [];
  camera: FilmCamera | undefined;
  /** Told of each RTP packet of the server's video. */
  onVideo: (packet: Buffer) => void = () => {};
  /** Told of each RTCP packet of its video line. */
  onReport: (packet: Buffer) => void = () => {};
  readonly #screen: FfmpegScreen | undefined;
  readonly #rtp: Socket;
  readonly #rtcp: Socket;
  readonly #film: readonly EncodedFrame[];
  readonly #options: SipRoomOptions;
  readonly #server: string;
  #relay: UdpRelay | undefined;
  #remotePort = 0;
  #remoteRtcpPort = 0;
  #firSequence = 0;
  /** The next sequence number. */
  #expected: number | undefined;
  #askedAt = -Infinity;

  private constructor(
    phone: SipPhone,
    sound: SoundPhone,
    sockets: readonly [Socket, Socket],
    film: readonly EncodedFrame[],
    screen: FfmpegScreen | undefined,
    options: SipRoomOptions,
  ) {
    this.#screen = screen;
    this.phone = phone;
    this.sound = sound;
    [this.#rtp, this.#rtcp] = sockets;
    this.#film = film;
    this.#options = options;
    this.#server = options.server ?? LOOPBACK;
    this.dialog = new SipDialog(phone);
    this.dialog.from = `"${options.displayName ?? 'Rum'}" <sip:room@127.0.0.1>`;
    this.#rtp.on('message', (packet) => this.#receive(packet));
    this.#rtcp.on('message', (packet) => {
      if (asksForKeyFrame(packet)) this.camera?.keyFrameAsked();
      this.onReport(packet);
    });
  }

  /** @throws Error if it was opened without. */
  get screen(): FfmpegScreen {
    if (this.#screen === undefined) throw new Error('it has no screen');
    return this.#screen;
  }

  /** Opened, not yet in a call. */
  static async open(phone: SipPhone, options: SipRoomOptions = {}): Promise<SipRoom> {
    const { quarters = ROOM_QUARTERS, width, height, hertz = 0, codec = 'PCMA' } = options;
    const { address = LOOPBACK, server = LOOPBACK } = options;
    const film =
      options.film ??
      (await encodeFilm({
        quarters,
        framesPerSecond: FRAMES_PER_SECOND,
        seconds: FILM_SECONDS,
        ...(width !== undefined && { width }),
        ...(height !== undefined && { height }),
      }));
    const { firstPort } = await freePorts(2);
    const sockets = [createSocket('udp4'), createSocket('udp4')] as const;
    for (const [index, socket] of sockets.entries()) {
      socket.bind(firstPort + index, address);
      await once(socket, 'listening');
    }
    const sound = await SoundPhone.open({ hertz, codec, address, server });
    const screen = options.hasScreen === false ? undefined : await FfmpegScreen.start();
    return new SipRoom(phone, sound, sockets, film, screen, options);
  }

  /** INVITE with its offer, the answer, ACK; then its camera and its tone run. @throws Error if it is refused. */
  async call(user: string): Promise<void> {
    this.dialog.dials = user;
    const answer = await this.dialog.invite(this.offer);
    if (!answer.startsWith('SIP/2.0 200')) throw new Error(`INVITE: ${answer}`);
    this.dialog.request('ACK');
    await this.agree(answer);
  }

  /** INVITE without an offer: the server's comes in the 200, and the answer goes in the ACK (RFC 3261 §13.2.1). */
  async callWithLateOffer(user: string): Promise<string> {
    this.dialog.dials = user;
    const offered = await this.dialog.invite('');
    if (!offered.startsWith('SIP/2.0 200')) throw new Error(`INVITE: ${offered}`);
    this.dialog.request('ACK', this.answerTo(offered));
    await this.agree(offered);
    return offered;
  }

  /** Its offer, with the addresses and ports that it really has. */
  get offer(): string {
    const { address, port } = this.#rtp.address();
    const { offer, slides } = this.#options;
    const lines = [
      ...(offer?.lines ?? PLAIN_OFFER),
      ...(slides?.isLate === true ? [] : this.#slidesLines),
    ];
    const audioPort = this.sound.socket.address().port;
    let videoLines = 0;
    const own = lines.map((line) => {
      if (line.startsWith('m=audio ')) {
        const [, , protocol, ...payloadTypes] = line.split(' ');
        const spoken = payloadTypes.filter((type) => this.#speaks(type, lines));
        return `m=audio ${audioPort} ${protocol} ${spoken.join(' ')}`;
      }
      if (!line.startsWith('m=video ')) return line;
      videoLines += 1;
      // The second is for slides.
      return videoLines === 1 ? line.replace(/\d+/, String(port)) : line;
    });
    return [...own.map((line) => line.replace(ANY_ADDRESS, `IN IP4 ${address}`)), '']
      .join('\r\n')
      .replaceAll(/a=rtcp:\d+[^\r]*\r\n/g, '');
  }

  /** A re-INVITE that adds its line for slides, as many devices do, or takes it away again. */
  async addSlides(isThere = true): Promise<string> {
    const lines = this.#slidesLines.map((line) =>
      isThere ? line : line.replace(/^(m=\w+) \d+/, '$1 0'),
    );
    const answer = await this.dialog.invite(this.offer + [...lines, ''].join('\r\n'));
    if (!answer.startsWith('SIP/2.0 200')) throw new Error(`INVITE: ${answer}`);
    this.dialog.request('ACK');
    this.#options.slides?.end.agree(answer);
    return answer;
  }

  get #slidesLines(): string[] {
    const { slides } = this.#options;
    return slides?.end.lines(slides.hasFloorControl) ?? [];
  }

  /** Accepts the first audio line and the first video line, in the payload type that was offered. */
  answerTo(sdp: string): string {
    const audioPort = this.sound.socket.address().port;
    const { port } = this.#rtp.address();
    const accepted = videoIn(sdp);
    let videoLines = 0;
    const media = (sdp.match(/^m=.*$/gm) ?? []).flatMap((line) => {
      const [kind = '', , protocol = ''] = line.slice(2).trim().split(' ');
      if (kind === 'audio')
        return [`m=audio ${audioPort} ${protocol} ${this.sound.agreed.payloadType}`];
      if (kind === 'video') videoLines += 1;
      if (kind !== 'video' || videoLines > 1 || accepted === undefined)
        return [line.trim().replace(/^(m=\w+) \d+/, '$1 0')];
      const { payloadType, fmtp } = accepted;
      return [
        `m=video ${port} ${protocol} ${payloadType}`,
        `a=rtpmap:${payloadType} H264/90000`,
        `a=fmtp:${payloadType} ${fmtp}`,
      ];
    });
    const head = ['v=0', 'o=- 2 2 IN IP4 127.0.0.1', 's=-', 'c=IN IP4 127.0.0.1', 't=0 0'];
    return [...head, ...media, ''].join('\r\n');
  }

  /** Starts camera, screen and tone as the server's SDP says. */
  async agree(sdp: string): Promise<void> {
    this.sound.connect({ port: Number(/^m=audio (\d+)/m.exec(sdp)?.[1]), srtpKey: '' });
    this.sound.startTone();
    const video = videoIn(sdp);
    if (video === undefined) throw new Error(`no video was accepted: ${sdp}`);
    this.#remotePort = video.port;
    this.#remoteRtcpPort = video.rtcpPort;
    if (this.#options.line !== undefined) {
      this.#relay = await UdpRelay.start({ target: video.port, ...this.#options.line });
      this.#remotePort = this.#relay.port;
    }
    this.camera = new FilmCamera(this.#film, {
      payloadType: video.payloadType,
      packetizationMode: video.packetizationMode,
      framesPerSecond: FRAMES_PER_SECOND,
      sendRtp: (packet) => {
        for (const one of this.#options.spoil?.(packet) ?? [packet]) this.sendRaw(one, 'rtp');
      },
      sendRtcp: (packet) => this.#rtcp.send(packet, this.#remoteRtcpPort, this.#server),
    });
    this.camera.start();
    if (this.#options.slides?.isLate !== true) this.#options.slides?.end.agree(sdp);
  }

  /** On its video line. */
  sendRaw(packet: Buffer, by: 'rtp' | 'rtcp'): void {
    if (by === 'rtp') this.#rtp.send(packet, this.#remotePort, this.#server);
    else this.#rtcp.send(packet, this.#remoteRtcpPort, this.#server);
  }

  askForKeyFrame(by: 'PLI' | 'FIR' | 'INFO'): void {
    if (by === 'INFO') {
      this.dialog.request('INFO', PICTURE_FAST_UPDATE, [
        'Content-Type: application/media_control+xml',
      ]);
      return;
    }
    const [own, theirs] = [this.camera?.ssrc ?? 0, this.packets.at(-1)?.ssrc ?? 0];
    const packet =
      by === 'PLI'
        ? pictureLossIndication(own, theirs)
        : fullIntraRequest(own, theirs, (this.#firSequence += 1));
    this.#rtcp.send(packet, this.#remoteRtcpPort, this.#server);
  }

  /** A compound packet, on its video line. */
  sendReport(packet: Buffer): void {
    this.#rtcp.send(packet, this.#remoteRtcpPort, this.#server);
  }

  /** By TMMBR (RFC 5104). */
  limitBitrate(bitsPerSecond: number): void {
    const [own, theirs] = [this.camera?.ssrc ?? 0, this.packets.at(-1)?.ssrc ?? 0];
    const packet = bitrateRequest(own, theirs, bitsPerSecond);
    this.#rtcp.send(packet, this.#remoteRtcpPort, this.#server);
  }

  /** @throws Error if no frame comes for some seconds. */
  async sees(): Promise<Picture> {
    const after = performance.now();
    while (performance.now() < after + NEXT_FRAME_MS) {
      const { latest } = this.screen;
      if (latest !== undefined && latest.at > after) return latest.picture;
      await pause(10);
    }
    throw new Error(`no frame came; ${this.packets.length} packets did`);
  }

  /** How many key frames have begun to arrive. */
  get keyFrameCount(): number {
    // An IDR picture, or the SPS that goes before it.
    const parts = this.packets.filter(({ nalType }) => nalType === 5 || nalType === 7);
    return new Set(parts.map(({ timestamp }) => timestamp)).size;
  }

  async hangUp(): Promise<void> {
    this.dialog.request('BYE');
    await this.dialog.final('BYE');
  }

  /** Its sockets and programs; the telephone that it was given stays open. */
  async close(): Promise<void> {
    this.camera?.stop();
    this.#relay?.close();
    this.sound.close();
    this.#rtp.close();
    this.#rtcp.close();
    await this.#screen?.close();
    await this.#options.slides?.end.close();
  }

  /** As devices do: a key frame is asked for where something is missing, twice a second at most. */
  #lossSeen(): void {
    const now = performance.now();
    if (now - this.#askedAt < ASK_AGAIN_MS) return;
    this.#askedAt = now;
    this.askForKeyFrame('PLI');
  }

  #speaks(payloadType: string, lines: readonly string[]): boolean {
    const isDigits = lines.some((line) => line === `a=rtpmap:${payloadType} telephone-event/8000`);
    return isDigits || payloadType === String(this.sound.agreed.payloadType);
  }

  #receive(packet: Buffer): void {
    if (packet.length <= 12) return;
    const sequence = packet.readUInt16BE(2);
    const isLost = this.#expected !== undefined && sequence !== this.#expected;
    this.#expected = (sequence + 1) & 0xffff;
    // Who has no screen does not see it.
    if (isLost && this.#screen !== undefined) this.#lossSeen();
    this.packets.push({
      bytes: packet.length,
      isMarked: ((packet[1] ?? 0) & 0x80) !== 0,
      ssrc: packet.readUInt32BE(8),
      timestamp: packet.readUInt32BE(4),
      packetType: (packet[12] ?? 0) & 0x1f,
      nalType: nalTypeOf(packet),
      at: performance.now(),
    });
    this.#screen?.receive(packet);
    this.onVideo(packet);
  }
}

/** Of a packet without CSRCs and header extensions, as the server sends them. */
function nalTypeOf(packet: Buffer): number {
  const type = (packet[12] ?? 0) & 0x1f;
  if (type === 24) return (packet[15] ?? 0) & 0x1f;
  return type === 28 ? (packet[13] ?? 0) & 0x1f : type;
}

const PLAIN_OFFER = [
  'v=0',
  'o=- 1 1 IN IP4 127.0.0.1',
  's=-',
  'c=IN IP4 127.0.0.1',
  't=0 0',
  'm=audio 1 RTP/AVP 9 8 101',
  'a=rtpmap:8 PCMA/8000',
  'a=rtpmap:101 telephone-event/8000',
  'a=sendrecv',
  'm=video 1 RTP/AVP 97',
  'b=TIAS:2000000',
  'a=rtpmap:97 H264/90000',
  'a=fmtp:97 profile-level-id=42e01f;packetization-mode=1',
  'a=rtcp-fb:* nack pli',
  'a=rtcp-fb:* ccm fir',
  'a=content:main',
  'a=sendrecv',
];

/** RFC 5168 §7.1. */
const PICTURE_FAST_UPDATE = [
  '<?xml version="1.0" encoding="utf-8"?>',
  '<media_control><vc_primitive><to_encoder><picture_fast_update/></to_encoder></vc_primitive></media_control>',
  '',
].join('\r\n');
