// A room's line for slides, with floor control: what it shows to the meeting, and what it sees on its second display.
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { FloorDevice } from '../bfcp/floorDevice.ts';
import { freePorts } from '../network/ports.ts';
import type { Picture } from '../picture/picture.ts';
import { waitFor } from '../waiting/waitFor.ts';
import type { EncodedFrame } from './encodedFilm.ts';
import { FfmpegScreen } from './ffmpegScreen.ts';
import { FilmCamera } from './filmCamera.ts';
import { asksForKeyFrame, pictureLossIndication } from './rtcpByHand.ts';

const ADDRESS = '127.0.0.1';
const OWN_LABEL = 12;
const NEXT_FRAME = { timeout: 10_000, interval: 50 };

export class SlidesEnd {
  readonly floor: FloorDevice;
  /** Of RTP, so far. */
  packetCount = 0;
  readonly #sockets: readonly [Socket, Socket];
  readonly #film: readonly EncodedFrame[];
  readonly #framesPerSecond: number;
  #camera: FilmCamera | undefined;
  /** Once it is looked at: FFmpeg does not wait for long for something to come. */
  #screen: FfmpegScreen | undefined;
  #theirSsrc = 0;
  #remotePort = 0;

  private constructor(
    floor: FloorDevice,
    sockets: readonly [Socket, Socket],
    film: readonly EncodedFrame[],
    framesPerSecond: number,
  ) {
    this.floor = floor;
    this.#sockets = sockets;
    this.#film = film;
    this.#framesPerSecond = framesPerSecond;
    const [rtp, rtcp] = sockets;
    rtp.on('message', (packet) => {
      this.packetCount += 1;
      this.#theirSsrc = packet.readUInt32BE(8);
      this.#screen?.receive(packet);
    });
    rtcp.on('message', (packet) => {
      if (asksForKeyFrame(packet)) this.#camera?.keyFrameAsked();
    });
  }

  static async open(film: readonly EncodedFrame[], framesPerSecond: number): Promise<SlidesEnd> {
    const { firstPort } = await freePorts(2);
    const sockets = [createSocket('udp4'), createSocket('udp4')] as const;
    for (const [index, socket] of sockets.entries()) {
      socket.bind(firstPort + index, ADDRESS);
      await once(socket, 'listening');
    }
    return new SlidesEnd(await FloorDevice.open(), sockets, film, framesPerSecond);
  }

  /** Of an offer, or of an answer: its line for slides, and the one for floor control. */
  lines(hasFloorControl = true): string[] {
    return [
      `m=video ${this.#sockets[0].address().port} RTP/AVP 97`,
      'a=rtpmap:97 H264/90000',
      'a=fmtp:97 profile-level-id=42e028;packetization-mode=1',
      'a=rtcp-fb:* nack pli',
      'a=content:slides',
      `a=label:${OWN_LABEL}`,
      'a=sendrecv',
      ...(hasFloorControl
        ? [`m=application ${this.floor.port} UDP/BFCP *`, 'a=floorctrl:c-s', 'a=setup:actpass']
        : []),
    ];
  }

  /** @param sdp the server's @returns whether it has accepted the line */
  agree(sdp: string): boolean {
    const sections = sdp.split(/^(?=m=)/m);
    const port = Number(/^m=video (\d+)/.exec(sections.find(isSlides) ?? '')?.[1] ?? 0);
    this.#remotePort = port;
    const control = sections.find((section) => section.includes('UDP/BFCP')) ?? '';
    const numberOf = (pattern: RegExp) => Number(pattern.exec(control)?.[1] ?? 0);
    const floorPort = numberOf(/^m=application (\d+)/);
    if (floorPort > 0) {
      this.floor.connect({
        port: floorPort,
        conferenceId: numberOf(/^a=confid:(\d+)/m),
        userId: numberOf(/^a=userid:(\d+)/m),
        floorId: numberOf(/^a=floorid:(\d+)/m),
      });
    }
    return port > 0;
  }

  /** Sends its film, with or without the floor. */
  start(): void {
    const [rtp, rtcp] = this.#sockets;
    this.#camera = new FilmCamera(this.#film, {
      payloadType: 97,
      packetizationMode: 1,
      framesPerSecond: this.#framesPerSecond,
      sendRtp: (packet) => rtp.send(packet, this.#remotePort, ADDRESS),
      sendRtcp: (packet) => rtcp.send(packet, this.#remotePort + 1, ADDRESS),
    });
    this.#camera.start();
  }

  stop(): void {
    this.#camera?.stop();
  }

  /** From a key frame that it asks for. @throws Error if no frame comes for some seconds. */
  async sees(): Promise<Picture> {
    const screen = (this.#screen ??= await FfmpegScreen.start());
    const after = performance.now();
    return waitFor(async () => {
      this.#sockets[1].send(
        pictureLossIndication(1, this.#theirSsrc),
        this.#remotePort + 1,
        ADDRESS,
      );
      const { latest } = screen;
      if (latest === undefined || latest.at <= after) throw new Error('no frame came');
      return latest.picture;
    }, NEXT_FRAME);
  }

  async close(): Promise<void> {
    this.stop();
    this.floor.close();
    for (const socket of this.#sockets) socket.close();
    await this.#screen?.close();
  }
}

const isSlides = (section: string) =>
  section.startsWith('m=video ') && section.includes('a=content:slides');
