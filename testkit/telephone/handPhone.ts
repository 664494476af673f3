// A SIP-only telephone without audio, which calls a running server and keys a call ID by INFO.
import type { SoundPhone } from './soundPhone.ts';
import { OFFER, SipDialog, type SipPhone } from './sipPhone.ts';

export interface HandCall {
  /** Caller number, for P-Asserted-Identity; withheld unless given. */
  number?: string;
  /** Its RTP address; without one it is recvonly, so that its silence is no fault. */
  sound?: SoundPhone;
  /** The address in its SDP, if other than that of its RTP. */
  address?: string;
}

export class HandPhone {
  readonly dialog: SipDialog;
  /** The server's RTP address. */
  rtpPort = 0;

  constructor(phone: SipPhone) {
    this.dialog = new SipDialog(phone);
  }

  /** INVITE, or re-INVITE within a call, up to its answer; the ACK is separate. */
  async invite({ number, sound, address = '127.0.0.1' }: HandCall): Promise<void> {
    const identity =
      number === undefined ? 'Privacy: id' : `P-Asserted-Identity: <sip:${number}@trunk>`;
    const offer =
      sound === undefined
        ? OFFER.replace('sendrecv', 'recvonly')
        : OFFER.replace('30000', String(sound.socket.address().port));
    const ok = await this.dialog.invite(
      offer.replace('c=IN IP4 127.0.0.1', `c=IN IP4 ${address}`),
      [identity],
    );
    this.rtpPort = Number(/^m=audio (\d+) /m.exec(ok)?.[1]);
    sound?.ring({ port: this.rtpPort, srtpKey: '' });
  }

  acknowledge(): void {
    this.dialog.request('ACK');
  }

  /** Each by INFO, awaiting the answer. */
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
}

/** A telephone in a call that has keyed the call ID. */
export async function callByHand(
  phone: SipPhone,
  callId: string,
  call: HandCall,
): Promise<HandPhone> {
  const handPhone = new HandPhone(phone);
  await handPhone.invite(call);
  handPhone.acknowledge();
  await handPhone.key(`${callId}#`);
  return handPhone;
}
