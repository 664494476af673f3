// Requests that start no call: each is answered as RFC 3261 requires, and the thread keeps answering.
import { describe, expect, it } from 'vitest';
import { eventually } from '@distansmote/testkit/waiting/eventually.ts';
import { OFFER, SipDialog } from '@distansmote/testkit/telephone/sipPhone.ts';
import { sharedSip } from '@distansmote/testkit/telephone/sharedSip.ts';
import type { TestSip } from '@distansmote/testkit/telephone/sipThread.ts';

const started = sharedSip();

/** A new caller is still answered. */
async function answers(sip: TestSip): Promise<void> {
  const dialog = new SipDialog(await sip.phone());
  dialog.request('OPTIONS');
  expect(await dialog.final('OPTIONS')).toMatch(/^SIP\/2\.0 200 /);
}

describe('two telephones behind one address whose branches are the same (RFC 3261 §17.2.3)', () => {
  async function refusedDialogs(): Promise<[SipDialog, SipDialog]> {
    const sip = await started();
    const refused = async () => {
      const dialog = new SipDialog(await sip.phone());
      Object.assign(dialog, { branch: 'z9hG4bK-same', cseq: 1 });
      const noAudio = OFFER.replace('m=audio', 'x=audio');
      dialog.phone.send(dialog.phone.text(dialog, 'INVITE', noAudio, []));
      return dialog;
    };
    return [await refused(), await refused()];
  }

  it('are each answered', async () => {
    for (const dialog of await refusedDialogs()) {
      expect(await dialog.final('INVITE')).toMatch(/^SIP\/2\.0 488 /);
      dialog.acknowledgeRefusal();
    }
  });

  it('are each answered again until their own ACK', async () => {
    const [first, second] = await refusedDialogs();
    await second.final('INVITE');
    await first.final('INVITE');
    first.acknowledgeRefusal();
    const repeated = () => second.phone.responses(second.callId, 1, 'INVITE').length;
    await eventually(() => repeated() > 2, true);
    second.acknowledgeRefusal();
  });
});

describe('what is not a call', () => {
  it.each([
    ['OPTIONS', 200],
    ['REGISTER', 405],
    ['SUBSCRIBE', 405],
    ['MESSAGE', 405],
    ['REFER', 405],
    ['BYE', 481],
    ['INFO', 481],
    ['PRACK', 481],
    ['UPDATE', 481],
    ['CANCEL', 481],
  ])('%s is answered %d', async (method, status) => {
    const sip = await started();
    const dialog = new SipDialog(await sip.phone());
    dialog.branch = 'z9hG4bK-first';
    dialog.request(method);
    const said = await dialog.final(method);
    expect(said).toMatch(new RegExp(`^SIP/2\\.0 ${status} `));
    if (status === 405) expect(said).toContain('Allow: ACK,BYE,');
    expect(said).toMatch(/^Via: .*;rport=\d+;received=/m);
    expect(said).toContain(`;received=${sip.address}`);
  });

  it.each([
    [
      'a Content-Length beyond its end',
      (text: string) => text.replace(/Content-Length: \d+/, 'Content-Length: 9999'),
      400,
    ],
    ['no From tag', (text: string) => text.replace(/^(From:.*);tag=.*$/m, '$1'), 400],
    ['another method in CSeq', (text: string) => text.replace('1 INVITE', '1 BYE'), 400],
    ['no Contact', (text: string) => text.replace(/^Contact:.*\r\n/m, ''), 400],
    ['a Contact of *', (text: string) => text.replace(/^Contact:.*$/m, 'Contact: *\r'), 400],
    ['a web address', (text: string) => text.replace('INVITE sip:', 'INVITE http:'), 416],
    [
      'an unknown extension',
      (text: string) => text.replace('Contact:', 'Require: magic\r\nContact:'),
      420,
    ],
    ['a picture', (text: string) => text.replace('application/sdp', 'image/png'), 415],
    ['SDP that is none', (text: string) => text.replace('m=audio', 'x=audio'), 488],
    ['encrypted sound in the clear', (text: string) => text.replace('RTP/AVP', 'RTP/SAV'), 488],
  ])('an INVITE with %s is refused', async (_name, change, status) => {
    const sip = await started();
    const phone = await sip.phone();
    const dialog = new SipDialog(phone);
    dialog.cseq = 1;
    dialog.branch = 'z9hG4bK-bad';
    phone.send(change(phone.text(dialog, 'INVITE', OFFER, [])));
    await eventually(
      () => phone.received.find((text) => !text.startsWith('SIP/2.0 100'))?.slice(8, 11),
      String(status),
    );
    expect(sip.all('arrived')).toEqual([]);
    await answers(sip);
  });
});
