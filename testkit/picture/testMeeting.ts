// A meeting's end of the loopback for tests: sends clips as cameras, and keeps what a room sends as VP8.
import { readKeyFrameRequests } from '../../server/src/rtp/rtcp.ts';
import { isRtcp, parseRtp, writeRtp } from '../../server/src/rtp/rtpPacket.ts';
import { RtpSocket } from '../../server/src/rtp/rtpPorts.ts';
import { Vp8Receiver } from '../../server/src/rtp/vp8/vp8Receiver.ts';
import type { PictureSource, SendingPicture } from '../../server/src/picture/pictureMessages.ts';
import { decodedPictures, type Pixels } from './ffmpeg.ts';
import { RtpClip } from './rtpClip.ts';

const ADDRESS = '127.0.0.1';
const PAYLOAD_TYPE = 101;
const ORIENTATION_ID = 8;

export class TestMeeting {
  readonly keyFrameRequests: number[] = [];
  readonly frames = new Map<number, { data: Buffer; isKeyFrame: boolean }[]>();
  readonly #socket: RtpSocket;
  readonly #composition: number;
  readonly #clips: RtpClip[] = [];
  readonly #receivers = new Map<number, Vp8Receiver>();
  #room: number | undefined;

  private constructor(socket: RtpSocket, composition: number) {
    this.#socket = socket;
    this.#composition = composition;
    socket.listen((packet, { port }) => {
      if (isRtcp(packet)) {
        this.keyFrameRequests.push(...readKeyFrameRequests(packet));
        return;
      }
      this.#room = port;
      const rtp = parseRtp(packet);
      if (rtp !== undefined) this.#receivers.get(rtp.ssrc)?.receive(rtp, performance.now());
    });
  }

  /** @param composition the port at which the picture thread takes its pictures */
  static async open(composition: number): Promise<TestMeeting> {
    return new TestMeeting(await RtpSocket.open(ADDRESS, 0), composition);
  }

  get port(): number {
    return this.#socket.port;
  }

  /**
   * A camera or screen.
   *
   * @param orientation asked at the end of each picture: the byte of 3GPP TS 26.114 §7.4.5, or undefined for none
   */
  async send(
    ssrc: number,
    filter: string,
    orientation: () => number | undefined = () => undefined,
  ): Promise<PictureSource> {
    const stream = { ssrc, payloadType: PAYLOAD_TYPE };
    const clip = await RtpClip.start('VP8', filter, stream, (packet) =>
      this.#socket.send(oriented(packet, orientation), {
        address: ADDRESS,
        port: this.#composition,
      }),
    );
    this.#clips.push(clip);
    return { ...stream, orientationId: ORIENTATION_ID, feedbackPort: this.#socket.port };
  }

  /** Where a room is to send its camera. */
  takes(ssrcs: readonly number[]): SendingPicture {
    for (const ssrc of ssrcs) {
      const frames: { data: Buffer; isKeyFrame: boolean }[] = [];
      this.frames.set(ssrc, frames);
      const receiver = new Vp8Receiver(
        { ssrc, payloadType: PAYLOAD_TYPE },
        {
          onFrame: ({ data, isKeyFrame }) =>
            void frames.push({ data: Buffer.from(data), isKeyFrame }),
          onKeyFrameWanted: () => this.requestKeyFrame(ssrc),
        },
      );
      this.#receivers.set(ssrc, receiver);
    }
    return { port: this.#socket.port, payloadType: PAYLOAD_TYPE, ssrcs, content: 'camera' };
  }

  requestKeyFrame(ssrc: number): void {
    const request = this.#receivers.get(ssrc)?.keyFrameRequest(performance.now());
    if (request !== undefined && this.#room !== undefined)
      this.#socket.send(request, { address: ADDRESS, port: this.#room });
  }

  /** The room's last picture in this layer. */
  async picture(ssrc: number, size: { width: number; height: number }): Promise<Pixels> {
    const frames = this.frames.get(ssrc) ?? [];
    const from = frames.findLastIndex(({ isKeyFrame }) => isKeyFrame);
    const coded = frames.slice(from).map(({ data }) => data);
    const last = (await decodedPictures('VP8', coded, size)).at(-1);
    if (last === undefined) throw new Error('no picture could be decoded');
    return last;
  }

  close(): void {
    for (const clip of this.#clips) clip.stop();
    this.#socket.close();
  }
}

function oriented(packet: Buffer, orientation: () => number | undefined): Buffer {
  const rtp = isRtcp(packet) ? undefined : parseRtp(packet);
  const byte = rtp?.hasMarker === true ? orientation() : undefined;
  return rtp === undefined || byte === undefined
    ? packet
    : writeRtp(rtp, { id: ORIENTATION_ID, byte });
}
