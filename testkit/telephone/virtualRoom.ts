// Virtual room systems of one test: each a SIP call from a room, without sound of its own.
import { waitFor } from '../waiting/waitFor.ts';
import { SipPhone } from './sipPhone.ts';
import { VirtualPhone } from './virtualPhone.ts';

export interface RoomOptions {
  /** The user part that it dials. */
  dials: string;
  transport?: 'UDP' | 'TCP' | 'TLS';
  /** Display name. */
  name?: string;
  /** Its own SIP address. */
  uri?: string;
  /** Whether its SDP has a video line. */
  offersVideo?: boolean;
  /** That video line, when it has sockets of its own. */
  video?: string;
}

const VIDEO = ['m=video 30002 RTP/AVP 96', 'a=rtpmap:96 H264/90000', ''].join('\r\n');

export class VirtualRooms {
  readonly #sipPort: number;
  readonly #open: VirtualPhone[] = [];

  /** @param sipPort for TLS the next one is used. */
  constructor(sipPort: number) {
    this.#sipPort = sipPort;
  }

  /** An answered call whose ACK is missing, as a forged INVITE would leave it. */
  async invite(options: RoomOptions): Promise<VirtualPhone> {
    const { dials, transport = 'UDP', name = 'Rum 3', uri = 'rum3@county.example' } = options;
    const phone =
      transport === 'UDP'
        ? await SipPhone.udp(this.#sipPort)
        : await SipPhone.stream(transport, this.#sipPort + (transport === 'TLS' ? 1 : 0));
    const call = new VirtualPhone(phone);
    this.#open.push(call);
    // One character a byte.
    const from = Buffer.from(`"${name}" <sip:${uri}>`).toString('latin1');
    await call.invite({
      room: { dials, from, video: options.video ?? (options.offersVideo === true ? VIDEO : '') },
    });
    return call;
  }

  async dial(options: RoomOptions): Promise<VirtualPhone> {
    const call = await this.invite(options);
    call.acknowledge();
    return call;
  }

  /** Until rooms get a picture: the thread takes its time to start again, longer than a room waits for it. */
  async untilPictures(): Promise<void> {
    await waitFor(
      async () => {
        // Asked for the call ID, so that no meeting notices.
        const room = await this.dial({ dials: 'mote', offersVideo: true });
        await room.hangUp();
        if (room.videoPort === 0) throw new Error('rooms get sound only');
      },
      { timeout: 60_000, interval: 100 },
    );
  }

  close(): void {
    for (const call of this.#open) call.close();
  }
}
