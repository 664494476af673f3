// A virtual telephone in a call: SIP that a test controls message by message and, if it has audio, RTP. `Telephone`
// is a real softphone, for what only an independent implementation can prove.
import { SoundPhone } from './soundPhone.ts';
import { OFFER, SipDialog, type SipPhone } from './sipPhone.ts';

export interface CallOptions {
  /** Caller number, for P-Asserted-Identity; withheld unless given. */
  number?: string;
  /** A room system's: what it dials, and its From header; nothing is withheld then. */
  room?: { dials: string; from: string; video?: string };
  /** Its RTP address; without one it is recvonly, so that its silence is not an error. */
  sound?: SoundPhone;
  /** More lines of its SDP, such as one of text. */
  lines?: string;
  /** The address in its SDP, if different from that of its RTP. */
  address?: string;
}

export class VirtualPhone {
  readonly dialog: SipDialog;
  /** The server's RTP port. */
  rtpPort = 0;
  /** The same of its video line; 0 where that was refused. */
  videoPort = 0;
  /** The server's SDP. */
  answer = '';
  #sound: SoundPhone | undefined;

  constructor(phone: SipPhone) {
    this.dialog = new SipDialog(phone);
  }

  /** A telephone in a call. */
  static async call(phone: SipPhone, options: CallOptions): Promise<VirtualPhone> {
    const caller = new VirtualPhone(phone);
    await caller.invite(options);
    caller.acknowledge();
    return caller;
  }

  /** A telephone in a call that has entered the call ID. */
  static async join(phone: SipPhone, callId: string, options: CallOptions): Promise<VirtualPhone> {
    const caller = await VirtualPhone.call(phone, options);
    await caller.key(`${callId}#`);
    return caller;
  }

  /** INVITE, or re-INVITE within a call, up to its response; the ACK is separate. @throws Error if it is refused. */
  async invite({ number, room, sound, address, lines = '' }: CallOptions): Promise<void> {
    const identity =
      number === undefined ? 'Privacy: id' : `P-Asserted-Identity: <sip:${number}@trunk>`;
    Object.assign(this.dialog, room && { dials: room.dials, from: room.from });
    const offer = offerOf(sound, address) + (room?.video ?? '') + lines;
    const answer = await this.dialog.invite(offer, room === undefined ? [identity] : []);
    if (!answer.startsWith('SIP/2.0 200')) throw new Error(`INVITE: ${answer}`);
    this.answer = answer;
    this.rtpPort = Number(/^m=audio (\d+) /m.exec(answer)?.[1]);
    this.videoPort = Number(/^m=video (\d+) /m.exec(answer)?.[1] ?? 0);
    sound?.connect({ port: this.rtpPort, srtpKey: '' });
    this.#sound = sound;
  }

  acknowledge(): void {
    this.dialog.request('ACK');
  }

  /** Each by INFO, awaiting the response; `SoundPhone.keyAll` sends RTP events. */
  async key(digits: string): Promise<void> {
    for (const sign of digits) {
      const type = 'Content-Type: application/dtmf-relay';
      this.dialog.request('INFO', `Signal=${sign}\r\nDuration=160\r\n`, [type]);
      await this.dialog.final('INFO');
    }
  }

  async hangUp(): Promise<void> {
    this.dialog.request('BYE');
    await this.dialog.final('BYE');
  }

  /** Its sockets, for SIP and RTP, where nobody else closes them. */
  close(): void {
    this.dialog.phone.close();
    this.#sound?.close();
  }
}

function offerOf(sound: SoundPhone | undefined, address: string | undefined): string {
  if (sound === undefined) return OFFER.replace('sendrecv', 'recvonly');
  const { port, payloadType } = sound.agreed;
  return OFFER.replace('30000 RTP/AVP 0 8', `${port} RTP/AVP ${payloadType}`).replace(
    'c=IN IP4 127.0.0.1',
    `c=IN IP4 ${address ?? sound.socket.address().address}`,
  );
}
