// A line of a room system for tests: sends a clip, and keeps the pictures that it is sent.
import type { AgreedVideo, LocalTransport } from '../../server/src/rtp/agreedMedia.ts';
import type { AccessUnit } from '../../server/src/rtp/h264/accessUnit.ts';
import { H264Receiver } from '../../server/src/rtp/h264/h264Receiver.ts';
import { isRtcp, parseRtp } from '../../server/src/rtp/rtpPacket.ts';
import { writeReport } from '../../server/src/rtp/rtcp.ts';
import { writePictureLoss } from '../../server/src/rtp/rtcpFeedback.ts';
import { RtpPorts, type PortPair } from '../../server/src/rtp/rtpPorts.ts';
import { bitrateRequest } from '../room/rtcpByHand.ts';
import { decodedPictures, type Pixels } from './ffmpeg.ts';
import { RtpClip } from './rtpClip.ts';

const PAYLOAD_TYPE = 97;
const OWN_SSRC = 1;
const ADDRESS = '127.0.0.1';

export class TestRoom {
  readonly units: AccessUnit[] = [];
  readonly ssrcs = new Set<number>();
  readonly rtcp: Buffer[] = [];
  readonly packets: { bytes: number; nalType: number }[] = [];
  agreed: AgreedVideo;
  #local: LocalTransport | undefined;
  readonly #ports: PortPair;
  readonly #waiting = new Set<() => void>();
  #clip: RtpClip | undefined;
  #ssrc = 4_711;

  private constructor(
    ports: PortPair,
    content: AgreedVideo['content'],
    receives: Partial<AgreedVideo['receives']>,
  ) {
    this.#ports = ports;
    this.agreed = {
      kind: 'video',
      content,
      mediaLine: content === 'main' ? 1 : 2,
      address: ADDRESS,
      port: ports.rtp.port,
      rtcpPort: ports.rtcp.port,
      isRtcpMuxed: false,
      signalledFrom: ADDRESS,
      isHearing: true,
      isSending: true,
      remoteSrtpKey: undefined,
      payloadType: PAYLOAD_TYPE,
      receives: {
        profile: 'constrainedBaseline',
        packetizationMode: 1,
        maxFrameMacroblocks: 3_600,
        maxMacroblocksPerSecond: 108_000,
        maxBitrate: 2_000_000,
        ...receives,
      },
      feedback: { nack: false, tmmbr: false },
    };
    const receiver = new H264Receiver({
      onAccessUnit: (unit) => {
        this.units.push({ ...unit, data: Buffer.from(unit.data) });
        for (const look of this.#waiting) look();
      },
      onLost: () => undefined,
      onMissing: () => undefined,
    });
    ports.rtp.listen((packet) => {
      const rtp = isRtcp(packet) ? undefined : parseRtp(packet);
      if (rtp === undefined) return;
      this.ssrcs.add(rtp.ssrc);
      this.packets.push({ bytes: packet.length, nalType: (rtp.payload[0] ?? 0) & 0x1f });
      receiver.receive(rtp, performance.now());
    });
    ports.rtcp.listen((packet) => this.rtcp.push(Buffer.from(packet)));
  }

  /** @param content which of its lines it is */
  static async open(
    receives: Partial<AgreedVideo['receives']> = {},
    content: AgreedVideo['content'] = 'main',
  ): Promise<TestRoom> {
    const ports = await new RtpPorts(ADDRESS, 0, 0).open();
    if (ports === undefined) throw new Error('no port is left');
    return new TestRoom(ports, content, receives);
  }

  connect(local: LocalTransport): void {
    this.#local = local;
  }

  /**
   * Replaces what it sent before, by another stream.
   * @param hasKeyFrames false: its beginning is lost, and no other key frame follows
   */
  async send(filter: string, hasKeyFrames = true): Promise<void> {
    this.#clip?.stop();
    const gop = hasKeyFrames ? 12 : 1_000_000;
    const stream = { ssrc: (this.#ssrc += 1), payloadType: PAYLOAD_TYPE, gop };
    let lost = hasKeyFrames ? 0 : 100;
    this.#clip = await RtpClip.start('H264', filter, stream, (packet) => {
      if (this.#local === undefined || (lost -= 1) >= 0) return;
      this.#ports.rtp.send(packet, { address: ADDRESS, port: this.#local.port });
    });
  }

  stopSending(): void {
    this.#clip?.stop();
    this.#clip = undefined;
  }

  /** Until it has been sent what is looked for. */
  async until(isThere: (units: readonly AccessUnit[]) => boolean): Promise<void> {
    while (!isThere(this.units)) {
      await new Promise<void>((resolve) => {
        const look = () => {
          this.#waiting.delete(look);
          resolve();
        };
        this.#waiting.add(look);
      });
    }
  }

  /** Asks for a key frame, by PLI. */
  requestKeyFrame(): void {
    const [ssrc = 0] = this.ssrcs;
    const report = { ssrc: OWN_SSRC, sent: undefined, reception: undefined, cname: 'room' };
    const feedback = [writePictureLoss(OWN_SSRC, ssrc)];
    this.#sendRtcp(writeReport(report, performance.now(), feedback));
  }

  /** By TMMBR (RFC 5104 §4.2.1). */
  limitBitrate(bitsPerSecond: number): void {
    const [ssrc = 0] = this.ssrcs;
    this.#sendRtcp(bitrateRequest(OWN_SSRC, ssrc, bitsPerSecond));
  }

  /** What it shows: decoded from a key frame that it has asked for. */
  async screen(size: { width: number; height: number }): Promise<Pixels> {
    await this.until((units) => units.length > 0);
    const from = this.units.length;
    this.requestKeyFrame();
    await this.until((units) => units.slice(from).some(({ isKeyFrame }) => isKeyFrame));
    const unit = this.units.slice(from).find(({ isKeyFrame }) => isKeyFrame);
    const [picture] = await decodedPictures('H264', [unit?.data ?? Buffer.alloc(0)], size);
    if (picture === undefined) throw new Error('no picture could be decoded');
    return picture;
  }

  #sendRtcp(packet: Buffer): void {
    const port = (this.#local?.port ?? 0) + 1;
    this.#ports.rtcp.send(packet, { address: ADDRESS, port });
  }

  close(): void {
    this.stopSending();
    this.#ports.rtp.close();
    this.#ports.rtcp.close();
  }
}
