// Ringing up, attacked over the wire by whoever has the source: numbers that try to get round the list, floods, and others' calls.
import { WAIT_OPTIONS } from '@distansmote/testkit/browser/page.ts';
import { freePort } from '@distansmote/testkit/network/ports.ts';
import { sharedServer } from '@distansmote/testkit/server/sharedServer.ts';
import { TestTrunk } from '@distansmote/testkit/telephone/testTrunk.ts';
import { trunkSettings } from '@distansmote/testkit/telephone/trunkSettings.ts';
import { eventually } from '@distansmote/testkit/waiting/eventually.ts';
import { afterAll, beforeEach, expect, test, vi } from 'vitest';

vi.setConfig({ testTimeout: 60_000 });

const trunk = await TestTrunk.open('UDP');
afterAll(() => trunk.close());
const { server, open, conveneMeeting } = await sharedServer({
  ...trunkSettings(await freePort()),
  SIP_DIAL_OUT: `sip:127.0.0.1:${trunk.port}`,
  SIP_DIAL_OUT_FROM: '+46480445511',
  SIP_ROOMS: '1',
  SIP_DIAL_OUT_ROOMS: 'video.example.org',
});
beforeEach(() => void (trunk.received.length = 0));

/** Each may have been repeated, also from the test before. */
const invitesTo = (number: string) =>
  trunk.all('INVITE').filter(({ text }) => text.startsWith(`INVITE sip:${number}`));
const callsTo = (number: string) =>
  new Set(invitesTo(number).map(({ text }) => /^Call-ID: (.*)$/im.exec(text)?.[1])).size;
const inviteTo = (number: string) =>
  vi.waitFor(() => {
    const [first] = invitesTo(number);
    if (first === undefined) throw new Error(`${number} is not rung`);
    return first;
  }, WAIT_OPTIONS);

/** 0939, a premium number, and 112, however they are disguised, and addresses that lead elsewhere. */
const DISGUISED = [
  '+46939123456',
  '+46 (0)939-12 34 56',
  '+46-(0)-939123456',
  '0046(0)939123456',
  '00 46 939 123 456',
  '000046939123456',
  '+46\u200b939123456',
  '\u200e+46\u200f939\u202c123456\u202d',
  '\u202e654321939064+',
  '+４６９３９１２３４５６',
  '００４６９３９１２３４５６',
  '+४६९३९१२३४५६',
  '+46𝟗𝟑𝟗123456',
  '+46⑨③⑨123456',
  '+460939123456',
  '+46+46939123456',
  '++46939123456',
  '+46939123456,1',
  '0939123456;phone-context=+46',
  '0939123456;ext=1',
  'tel:0939123456',
  'tel:+46939123456',
  'sip:+46939123456',
  '0939123456\u0000',
  '0939123456\r\nX-Evil: 1',
  '070%31234567',
  '*21*0939123456#',
  '#31#0939123456',
  '112',
  '+46112',
  '0046112',
  '+46(0)112',
  '١١٢',
  'sip:+46939123456@video.example.org',
  'sip:0939123456@video.example.org',
  'sip:46939123456@video.example.org',
  'sip:112@video.example.org',
  'sip:%30939123456@video.example.org',
  'sip:rum1%40evil.example@video.example.org',
  'sip:rum1@evil.example@video.example.org',
  'sip:rum1:password@video.example.org',
  'sip:rum1@video.example.org:5061',
  'sip:rum1@video.example.org.',
  'sip:rum1@VIDEO.example.org.evil.example',
  'sip:rum1@video.example.org;maddr=10.0.0.1',
  'sip:rum1@video.example.org?Route=%3Csip:evil.example%3E',
  'sip:rum1@video.example.org\r\nRoute: <sip:evil.example>',
  'sips:rum1@video.example.org',
  '<sip:rum1@video.example.org>',
  'sip:rum1@127.0.0.1',
  'sip:rum1@[::1]',
  'sip:rúm1@video.example.org',
  '0'.repeat(10_000),
  '+46'.repeat(3_000),
  `sip:${'a'.repeat(10_000)}@video.example.org`,
];

test('no disguise gets a number round the list, neither a convener’s nor a guest’s own', async () => {
  const { callId, convener } = await conveneMeeting();
  const guest = await open();
  await guest.enter(callId, 'Nils');
  for (const to of DISGUISED) {
    const shown = JSON.stringify(to.slice(0, 60));
    const { code } = await convener.expectRefusal('ringUp', { to, name: 'Elsa' });
    expect(code, shown).toMatch(/^(number|address|invalid|tooLarge)/);
    const own = await guest.expectRefusal('ringMe', { to });
    expect(own.code, shown).toMatch(/^(number|invalid|tooLarge)/);
  }
  expect(trunk.received).toEqual([]);
});

test('digits that are none are refused, with the number and on the keypad', async () => {
  const { convener } = await conveneMeeting();
  const ringId = '4f0c3a52-6f0e-4a53-9f6d-0d9c1f0a2b11';
  for (const digits of ['A', '1;2', '1%31', '+1', 'p1', '1'.repeat(41), '#'.repeat(10_000)]) {
    const ring = { to: '070-123 45 67', name: 'Elsa', digits };
    const refused = [
      await convener.expectRefusal('ringUp', ring),
      await convener.expectRefusal('sendRingDigits', { ringId, digits }),
    ];
    for (const { code } of refused) expect(code).toMatch(/^(digitsUnclear|invalid|tooLarge)$/);
  }
  expect(trunk.received).toEqual([]);
});

test('of hundreds of rings at once two are made, and of hundreds by guests as many', async () => {
  const { callId, convener } = await conveneMeeting();
  const guests = await Promise.all(Array.from({ length: 5 }, () => open()));
  for (const [at, guest] of guests.entries()) await guest.enter(callId, `Gäst ${at}`);
  const numbers = Array.from({ length: 80 }, (_, at) => `+4670123${String(at).padStart(4, '0')}`);
  const settled = await Promise.allSettled([
    ...numbers.map((to) => convener.request('ringUp', { to, name: 'Elsa' })),
    ...numbers.map(() => convener.request('ringUp', { to: '0701239999', name: 'Elsa' })),
    ...guests.flatMap((guest) =>
      numbers.slice(0, 40).map((to) => guest.request('ringMe', { to: `${to.slice(0, -1)}9` })),
    ),
  ]);
  const made = settled.filter(({ status }) => status === 'fulfilled').length;
  expect(made).toBeLessThanOrEqual(4);
  expect(made).toBeGreaterThan(0);
  await eventually(() => callsTo('+4670123'), made);
  expect(server.phones?.ringer?.activeCount).toBe(made);
});

test('a convener of another meeting, and a guest of the same, lead none of its calls', async () => {
  const { callId, convener } = await conveneMeeting();
  const guest = await open();
  await guest.enter(callId, 'Nils');
  const { convener: stranger } = await conveneMeeting();
  const { ringId } = await convener.request('ringUp', { to: '0480-44 55 66', name: 'Elsa' });
  trunk.respond(await inviteTo('+46480445566'), '180 Ringing', { tag: 'one' });
  for (const [page, code] of [
    [stranger, 'ringGone'],
    [guest, 'notConvener'],
  ] as const) {
    expect(await page.expectRefusal('cancelRing', { ringId })).toEqual({ code });
    expect(await page.expectRefusal('ringAgain', { ringId })).toEqual({ code });
    expect(await page.expectRefusal('sendRingDigits', { ringId, digits: '1' })).toEqual({ code });
  }
  await guest.request('cancelRingMe', {});
  const cancels = () =>
    trunk.all('CANCEL').filter(({ text }) => text.startsWith('CANCEL sip:+46480445566')).length;
  expect(cancels()).toBe(0);
  await convener.request('cancelRing', { ringId });
  await vi.waitFor(() => expect(cancels()).toBeGreaterThan(0), WAIT_OPTIONS);
});

test('nobody is rung again from a space that has been closed to telephones since', async () => {
  const { convener, space } = await conveneMeeting();
  const { ringId } = await convener.request('ringUp', { to: '0480-44 55 77', name: 'Elsa' });
  trunk.respond(await inviteTo('+46480445577'), '486 Busy Here', { tag: 'one' });
  await convener.waitForNotice('ringingChanged', ({ calls }) => calls[0]?.state === 'busy');
  await server.spaces.change(space.id, { admitsPhones: false });
  expect(await convener.expectRefusal('ringAgain', { ringId })).toEqual({ code: 'noTelephones' });
  expect(callsTo('+46480445577')).toBe(1);
});
