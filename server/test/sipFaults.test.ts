// Responses 500: for requests out of order, as RFC 3261 requires, and for our own errors, which are logged.
import { expect, it, vi } from 'vitest';
import { WAIT_OPTIONS } from '@distansmote/testkit/browser/page.ts';
import { sipByHand } from '@distansmote/testkit/telephone/sipByHand.ts';
import { OFFER, SipDialog } from '@distansmote/testkit/telephone/sipPhone.ts';
import { SRTP_KEY } from '@distansmote/testkit/telephone/sipThread.ts';

const AUDIO = { port: 40_000, srtpKey: SRTP_KEY };
const OWN_FAULT = 'Warning: 399 distansmote';

it('a request whose CSeq is not above the last one (RFC 3261 §12.2.2) is not logged as an error', async () => {
  const sip = sipByHand((call) =>
    sip.calls.handle({ type: 'answer', call, media: { audio: AUDIO } }),
  );
  const dialog = new SipDialog(sip.phone);
  dialog.cseq = 10;
  expect(await dialog.invite()).toMatch(/^SIP\/2\.0 200 /);
  dialog.request('ACK');
  for (const [method, cseq] of [
    ['INFO', 3],
    ['INVITE', 8],
    ['BYE', 10],
  ] as const) {
    dialog.cseq = cseq;
    dialog.request(method, method === 'INVITE' ? OFFER : '');
    const answer = await dialog.final(method);
    expect(answer).toMatch(/^SIP\/2\.0 500 /);
    expect(answer).not.toContain(OWN_FAULT);
  }
  dialog.cseq = 11;
  dialog.request('BYE');
  expect(await dialog.final('BYE')).toMatch(/^SIP\/2\.0 200 /);
  expect(sip.failures).toEqual([]);
});

it.each(['From', 'To'])('a tag without a value in %s is answered 400', async (header) => {
  const sip = sipByHand(() => {});
  for (const method of ['INVITE', 'PRACK', 'BYE', 'INFO', 'OPTIONS']) {
    for (const tag of [';tag', ';tag=', ';tag=;x']) {
      const dialog = new SipDialog(sip.phone);
      Object.assign(dialog, { cseq: 1, branch: `z9hG4bK-${method}-${header}-${tag.length}` });
      const text = sip.phone.text(dialog, method, '', []);
      const cut = new RegExp(`^(${header}: .*>).*$`, 'm');
      sip.phone.send(text.replace(cut, `$1${tag}`));
      expect(await dialog.final(method)).toMatch(/^SIP\/2\.0 400 /);
    }
  }
  expect(sip.failures).toEqual([]);
});

it('an error of our own is reported', async () => {
  const fault = new Error('of our own');
  const sip = sipByHand(() => {
    throw fault;
  });
  const dialog = new SipDialog(sip.phone);
  dialog.request('INVITE', OFFER);
  await vi.waitFor(() => expect(sip.phone.received.join('')).toContain(OWN_FAULT), WAIT_OPTIONS);
  expect(sip.phone.received.every((text) => /^SIP\/2\.0 (?:100|500) /.test(text))).toBe(true);
  expect(sip.failures).toEqual([fault]);
});
