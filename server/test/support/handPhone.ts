// A telephone of SIP alone, that calls a running server and keys a call ID by INFO.
import { OFFER, SipDialog, SipPhone } from './sipPhone.ts';

export interface HandPhone {
  dialog: SipDialog;
  hangUp(): Promise<void>;
}

/** Sends no sound, and says so: its silence is no fault. */
const LISTENING = OFFER.replace('a=sendrecv', 'a=recvonly');

/** @param number shown in P-Asserted-Identity; undefined: withheld. */
export async function callByHand(
  phone: SipPhone,
  callId: string,
  number: string | undefined,
): Promise<HandPhone> {
  const dialog = new SipDialog(phone);
  const identity =
    number === undefined ? 'Privacy: id' : `P-Asserted-Identity: <sip:${number}@trunk>`;
  await dialog.invite(LISTENING, [identity]);
  dialog.request('ACK');
  for (const sign of `${callId}#`) {
    const type = 'Content-Type: application/dtmf-relay';
    dialog.request('INFO', `Signal=${sign}\r\nDuration=160\r\n`, [type]);
    await dialog.final('INFO');
  }
  return {
    dialog,
    async hangUp() {
      dialog.request('BYE');
      await dialog.final('BYE');
    },
  };
}
