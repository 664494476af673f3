// Ringing up over the wire: who may, what is refused by which name, what it costs, what conveners are told and what is written down.
import { freePort } from '@distansmote/testkit/network/ports.ts';
import { actionsOf } from '@distansmote/testkit/server/auditEntries.ts';
import { sharedServer } from '@distansmote/testkit/server/sharedServer.ts';
import { NumberTrunk } from '@distansmote/testkit/telephone/numberTrunk.ts';
import { trunkSettings } from '@distansmote/testkit/telephone/trunkSettings.ts';
import { eventually } from '@distansmote/testkit/waiting/eventually.ts';
import { afterAll, expect, test } from 'vitest';

/** It knows no number, and says so. */
const trunk = await NumberTrunk.open();
afterAll(() => trunk.close());
const { server, open, openAs, conveneMeeting } = await sharedServer({
  ...trunkSettings(await freePort()),
  ...trunk.settings,
  SIP_DIAL_OUT_PER_DAY: '4',
  SIP_ROOMS: '1',
  SIP_DIAL_OUT_ROOMS: 'video.example.org',
});
const alone = await sharedServer();

const elsa = { to: '070-123 45 67', name: 'Elsa Ek' };
const NOBODY = { ringId: '4f0c3a52-6f0e-4a53-9f6d-0d9c1f0a2b11' };

test('where nothing can be rung, pages are told nothing of it, and requests are refused', async () => {
  const { callId, convener } = await alone.conveneMeeting();
  const page = await alone.open();
  expect(await page.enter(callId, 'Nils')).not.toHaveProperty('ringing');
  expect(await convener.expectRefusal('ringUp', elsa)).toEqual({ code: 'noDialOut' });
  expect(await page.expectRefusal('ringMe', { to: elsa.to })).toEqual({ code: 'noDialOut' });
});

test('what comes of a ring is told to conveners alone, and can be tried again and forgotten', async () => {
  const { callId, convener, space } = await conveneMeeting();
  const guest = await open();
  await guest.enter(callId, 'Nils');
  const role = { type: 'interpreter', language: 'so' } as const;
  const { ringId } = await convener.request('ringUp', { ...elsa, role, digits: ',1#' });
  const isOver = ({ calls }: { calls: { state: string }[] }) => calls[0]?.state === 'unknownNumber';
  const { calls } = await convener.waitForNotice('ringingChanged', isOver);
  expect(calls).toEqual([
    { id: ringId, name: 'Elsa Ek', to: '+46 70 123 45 67', state: 'unknownNumber', role },
  ]);
  // Somebody who comes to lead it later sees it too.
  const { page: administrator } = await openAs('administrator');
  const joined = await administrator.enter(callId, 'Karl');
  expect(joined.ringing).toMatchObject({ mayRingUp: true, mayRingRooms: true, calls });
  convener.notices.length = 0;
  await convener.request('ringAgain', { ringId });
  await convener.waitForNotice('ringingChanged', (body) => body.calls[0]?.state === 'ringing');
  await convener.waitForNotice('ringingChanged', isOver);
  await convener.request('cancelRing', { ringId });
  await convener.waitForNotice('ringingChanged', (body) => body.calls.length === 0);
  expect(await convener.expectRefusal('ringAgain', { ringId })).toEqual({ code: 'ringGone' });
  expect(guest.noticeNames).not.toContain('ringingChanged');
  const ended = 'Elsa Ek';
  await eventually(
    async () => (await actionsOf(server.audit, space.callId)).filter((one) => one.includes(ended)),
    ['rungUp', 'ringEnded', 'rungUp', 'ringEnded'].map(
      (action) => expect.stringContaining(action) as string,
    ),
  );
  const log = (await actionsOf(server.audit, space.callId)).join('\n');
  expect(log).toContain('+46 70 ••• 567');
  expect(log).toContain('unknownNumber');
  expect(log).not.toContain('1234567');
});

test.each([
  [{ to: 'Elsa' }, 'numberUnclear'],
  [{ to: 'tel:+46701234567' }, 'numberUnclear'],
  [{ to: '+460701234567' }, 'numberUnclear'],
  [{ to: '004600701234567' }, 'numberUnclear'],
  [{ to: '0701234567;phone-context=evil.example' }, 'numberUnclear'],
  [{ to: '0701234567\u0000' }, 'numberUnclear'],
  [{ to: '०७०१२३४५६७' }, 'numberUnclear'],
  [{ to: '112' }, 'numberEmergency'],
  [{ to: '+46 112' }, 'numberEmergency'],
  [{ to: '118 118' }, 'numberShort'],
  [{ to: '+46939123456' }, 'numberNotAllowed'],
  [{ to: '00 46 939 123 456' }, 'numberNotAllowed'],
  [{ to: '0900-123 456' }, 'numberNotAllowed'],
  [{ to: '٠٩٣٩١٢٣٤٥٦' }, 'numberNotAllowed'],
  [{ to: '０９３９１２３４５６' }, 'numberNotAllowed'],
  [{ to: '+881 612 345 678' }, 'numberNotAllowed'],
  [{ digits: '1;2' }, 'digitsUnclear'],
  [{ to: 'sip:rum1@video.example.org;maddr=10.0.0.1' }, 'addressUnclear'],
  [{ to: 'sip:rum1@video.example.org?Route=x' }, 'addressUnclear'],
  [{ to: 'sip:rum1@evil.example' }, 'addressNotAllowed'],
  [{ to: 'sip:112@video.example.org' }, 'addressNotAllowed'],
  [{ to: '' }, 'invalid'],
  [{ to: '0'.repeat(201) }, 'invalid'],
  [{ name: '' }, 'invalid'],
  [{ digits: '1'.repeat(101) }, 'invalid'],
  [{ role: { type: 'king' } }, 'invalid'],
])('%# is refused by name, and costs nothing', async (wrong, code) => {
  const { convener } = await conveneMeeting();
  expect(await convener.expectRefusal('ringUp', { ...elsa, ...wrong })).toMatchObject({ code });
  expect(convener.noticeNames).not.toContain('ringingChanged');
});

test('guests ring nobody up, and see no list', async () => {
  const { callId } = await conveneMeeting();
  const guest = await open();
  const { ringing } = await guest.enter(callId, 'Nils');
  expect(ringing).toEqual({
    mayRingUp: false,
    mayRingRooms: true,
    mayRingMe: true,
    isRingMeAllowed: true,
    calls: [],
  });
  const code = 'notConvener';
  expect(await guest.expectRefusal('ringUp', elsa)).toEqual({ code });
  expect(await guest.expectRefusal('cancelRing', NOBODY)).toEqual({ code });
  expect(await guest.expectRefusal('ringAgain', NOBODY)).toEqual({ code });
  expect(await guest.expectRefusal('sendRingDigits', { ...NOBODY, digits: '1' })).toEqual({ code });
  expect(await guest.expectRefusal('setRingMe', { isAllowed: false })).toEqual({ code });
});

test('an account rings so often in a day, in all its meetings, and the space’s owner pays for its guests', async () => {
  const { convener, callId } = await conveneMeeting();
  const guest = await open();
  await guest.enter(callId, 'Nils');
  await guest.request('ringMe', { to: '070-999 99 99' });
  await guest.waitForNotice('ringMeChanged', ({ state }) => state === 'unknownNumber');
  for (let ring = 0; ring < 3; ring += 1) {
    convener.notices.length = 0;
    const { ringId } = await convener.request('ringUp', { ...elsa, to: `070-123 45 0${ring}` });
    await convener.waitForNotice('ringingChanged', ({ calls }) =>
      calls.some(({ id, state }) => id === ringId && state === 'unknownNumber'),
    );
  }
  expect(await convener.expectRefusal('ringUp', elsa)).toEqual({ code: 'ringsSpent' });
  expect(await guest.expectRefusal('ringMe', { to: elsa.to })).toEqual({ code: 'ringsSpent' });
});

test('one who is rung up is saved with the space where the convener wants it, and the audit log says so', async () => {
  const { convener, space } = await conveneMeeting();
  await convener.request('ringUp', { ...elsa, isToBeSaved: true });
  expect(await convener.request('readPeopleToRing', {})).toMatchObject({
    people: [{ name: elsa.name, address: elsa.to }],
  });
  await eventually(
    async () =>
      (await actionsOf(server.audit, space.callId)).filter((one) => one.includes('spaceChanged'))
        .length,
    1,
  );
});

test('a space that takes no telephones rings none, and one that takes no rooms rings no room', async () => {
  const { convener } = await conveneMeeting({ admitsPhones: false });
  expect(await convener.expectRefusal('ringUp', elsa)).toEqual({ code: 'noTelephones' });
  expect(await convener.expectRefusal('ringMe', { to: elsa.to })).toEqual({ code: 'noDialOut' });
  const other = await conveneMeeting({ admitsRooms: false });
  const room = { ...elsa, to: 'sip:rum1@video.example.org' };
  expect(await other.convener.expectRefusal('ringUp', room)).toEqual({ code: 'noRooms' });
});

test('a convener switches off that people are rung at numbers of their own, and the space remembers it', async () => {
  const { callId, convener, space } = await conveneMeeting();
  const guest = await open();
  await guest.enter(callId, 'Nils');
  expect(await guest.expectRefusal('ringMe', { to: '112' })).toEqual({ code: 'numberEmergency' });
  expect(await guest.expectRefusal('ringMe', { to: '0701234567,1#' })).toEqual({
    code: 'numberUnclear',
  });
  await convener.request('setRingMe', { isAllowed: false });
  expect(await guest.expectRefusal('ringMe', { to: elsa.to })).toEqual({ code: 'ringMeOff' });
  const late = await open();
  expect((await late.enter(callId, 'Olle')).ringing).toMatchObject({ mayRingMe: false });
  expect(await actionsOf(server.audit, space.callId)).toContainEqual(
    expect.stringContaining('ringMeForbidden'),
  );
});

test('of one’s own number conveners see the mask alone, and what came of it only the person', async () => {
  const { callId, convener, space } = await conveneMeeting();
  const guest = await open();
  await guest.enter(callId, 'Nils');
  await guest.request('ringMe', { to: elsa.to });
  const { calls } = await convener.waitForNotice('ringingChanged', (body) => body.calls.length > 0);
  expect(calls).toMatchObject([{ name: 'Nils', to: '+46 70 ••• 567', isOwnPhone: true }]);
  await guest.waitForNotice('ringMeChanged', ({ state }) => state === 'unknownNumber');
  expect(convener.all('ringingChanged').at(-1)).toEqual({ calls: [] });
  expect(JSON.stringify(convener.notices)).not.toContain('1234567');
  expect(await actionsOf(server.audit, space.callId)).toContainEqual(
    expect.stringContaining('rungMe guest:Nils Nils'),
  );
});
