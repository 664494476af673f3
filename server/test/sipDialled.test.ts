// The dialled address and the caller's number and name arrive with the call, whatever a stranger puts there.
import { beforeEach, expect, it } from 'vitest';
import { OFFER, SipDialog, type SipPhone } from '@distansmote/testkit/telephone/sipPhone.ts';
import { sharedSip } from '@distansmote/testkit/telephone/sharedSip.ts';
import type { TestSip } from '@distansmote/testkit/telephone/sipThread.ts';

const started = sharedSip();
let sip: TestSip;
let phone: SipPhone;
beforeEach(async () => {
  sip = await started();
  phone = await sip.phone();
});

/** An INVITE with this request line and From header, as UTF-8. */
function invite(requestUri: string, displayName: string): SipDialog {
  const dialog = new SipDialog(phone);
  dialog.cseq = 1;
  dialog.branch = `z9hG4bK-${dialog.callId}`;
  const text = phone
    .text(dialog, 'INVITE', OFFER, [])
    .replace(/^INVITE \S+ /, () => `INVITE ${requestUri} `)
    .replace(/^From: "Anna" /m, () => `From: ${displayName}`);
  phone.send(Buffer.from(text).toString('latin1'));
  return dialog;
}

async function caller(requestUri: string, displayName: string) {
  const count = sip.all('arrived').length + 1;
  invite(requestUri, displayName);
  const { call, caller: identity } = await sip.event('arrived', count);
  sip.post({ type: 'refuse', call, refusal: 'busy' });
  return identity;
}

it('a room system dials a video address', async () => {
  const identity = await caller('sip:vardplanering-787544182@join.example.org', '"Mötesrum 3" ');
  expect(identity).toEqual({
    number: '+46480450511',
    uri: '+46480450511@127.0.0.1',
    displayName: 'Mötesrum 3',
    dialled: { user: 'vardplanering-787544182', host: 'join.example.org' },
    offersVideo: false,
    trunk: sip.address,
  });
});

it.each([
  ['a call ID alone, without a name', 'sip:787544182@10.0.0.5:5060', '', '787544182', undefined],
  ['a telephone number', 'tel:+46480123456', '"0480-45 05 11" ', '+46480123456', '0480-45 05 11'],
  ['an escaped user', 'sip:v%C3%A5rd%2D1@x', 'Bo Ek ', 'vård-1', 'Bo Ek'],
  ['no user', 'sip:join.example.org', '"" ', '', undefined],
  ['control characters', 'sip:1%00%0D%0A2@x', '"A\\\u0085B\u202eC" ', '', 'A B C'],
  ['a broken escape', 'sip:%C3%28@x', '"%0d%0a<script>" ', '', '%0d%0a<script>'],
  [
    'both far too long',
    `sip:${'9'.repeat(1_500)}@x`,
    `"${'y'.repeat(1_500)}" `,
    '',
    'y'.repeat(60),
  ],
])('a caller with %s', async (_name, requestUri, displayName, user, name) => {
  const identity = await caller(requestUri, displayName);
  expect([identity.dialled.user, identity.displayName]).toEqual([user, name]);
});

it.each([
  ['a longer request line than anybody needs', `sip:${'9'.repeat(3_000)}@x`, '"Bo" ', undefined],
  ['a longer name than a header may have', 'sip:1@x', `"${'y'.repeat(3_000)}" `, undefined],
  ['a name as long as all headers may be together', 'sip:1@x', `"${'y'.repeat(1_900)}" `, 513],
])('%s is not a call', async (_name, requestUri, displayName, status) => {
  const before = sip.all('arrived').length;
  const dialog = invite(requestUri, displayName);
  if (status !== undefined) {
    expect(await phone.response(dialog.callId, 1, 'INVITE')).toMatch(`SIP/2.0 ${status} `);
  }
  await caller('sip:1@x', '');
  expect(sip.all('arrived')).toHaveLength(before + 1);
});

it('caller addresses may take many forms', async () => {
  const numbers: (string | undefined)[] = [];
  const call = async (change: (text: string) => string) => {
    const dialog = new SipDialog(phone);
    dialog.cseq = 1;
    dialog.branch = `z9hG4bK-${dialog.callId}`;
    phone.send(change(phone.text(dialog, 'INVITE', OFFER, [])));
    numbers.push((await sip.event('arrived', numbers.length + 1)).caller.number);
  };
  await call((text) => text.replace('"Anna" <sip:+46480450511@127.0.0.1>', '<tel:+46-480-450511>'));
  await call((text) => text.replace('"Anna"', 'Åsa Öst'));
  await call((text) => text.replace('+46480450511@', 'anonymous@'));
  await call((text) => text.replace('+46480450511@', '*31#0480450511@'));
  await call((text) =>
    text.replace('Contact:', 'P-Asserted-Identity: <sip:0480112233@x>\r\nContact:'),
  );
  await call((text) => text.replace('To: <sip:+46480123456@127.0.0.1>', 't: tel:112'));
  await call((text) => text.replace('INVITE sip:+46480123456@127.0.0.1', 'INVITE sips:rum@host'));
  expect(numbers).toEqual([
    '+46480450511',
    '+46480450511',
    undefined,
    undefined,
    '+46480112233',
    '+46480450511',
    '+46480450511',
  ]);
});
