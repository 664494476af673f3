// Who signs: told to everybody, kept for those who come and come back, gone with the person; and seen before all others.
import { expect, test } from 'vitest';
import { layeredOffer, offer } from '@distansmote/testkit/browser/trackOffers.ts';
import { sharedServer } from '@distansmote/testkit/server/sharedServer.ts';
import { eventually } from '@distansmote/testkit/waiting/eventually.ts';
import { observer, type types } from 'mediasoup';

/** Of all video that somebody receives. */
const consumers = new Set<types.Consumer>();
const transports = new Set<types.Transport>();
observer.on('newworker', (worker) =>
  worker.observer.on('newrouter', (router) =>
    router.observer.on('newtransport', (transport) => {
      transports.add(transport);
      transport.observer.once('close', () => transports.delete(transport));
      transport.observer.on('newconsumer', (consumer) => {
        if (consumer.kind === 'video') consumers.add(consumer);
        consumer.observer.once('close', () => consumers.delete(consumer));
      });
    }),
  ),
);

const { server, open, conveneMeeting } = await sharedServer();

test('who says that they sign is told to everybody, oneself too, and to those who join later', async () => {
  const { callId } = await server.makeSpace();
  const [anna, bo] = [await open(), await open()];
  const reply = await anna.enter(callId, 'Anna');
  expect(reply).not.toHaveProperty('isSigning');
  const { participantId } = reply;
  await bo.enter(callId, 'Bo');
  await anna.request('setSigning', { isSigning: true });
  await anna.request('setSigning', { isSigning: true });
  for (const page of [anna, bo])
    expect(await page.waitForNotice('signingChanged')).toEqual({ participantId, isSigning: true });
  const { participants } = await (await open()).enter(callId, 'Clara');
  expect(participants.map(({ isSigning }) => isSigning)).toEqual([true, undefined]);
  await anna.request('setSigning', { isSigning: false });
  await bo.waitForNotice('signingChanged', (body) => !body.isSigning);
  expect(bo.all('signingChanged')).toHaveLength(2);
});

test('who comes back still signs; who has left and joins again does not', async () => {
  const { callId } = await server.makeSpace();
  const [anna, bo] = [await open(), await open()];
  await bo.enter(callId, 'Bo');
  await anna.enter(callId, 'Anna');
  await anna.request('setSigning', { isSigning: true });
  const returned = await open();
  returned.personKey = anna.personKey;
  expect(await returned.enter(callId, 'Anna')).toMatchObject({ isSigning: true });
  const { participant } = await bo.waitForNotice('participantReturned');
  expect(participant.isSigning).toBe(true);
  await returned.request('leave', {});
  expect(await returned.enter(callId, 'Anna')).not.toHaveProperty('isSigning');
});

test('who is not in the meeting, or says something else, is refused', async () => {
  const { callId } = await server.makeSpace();
  const anna = await open();
  expect(await anna.expectRefusal('setSigning', { isSigning: true })).toEqual({
    code: 'notJoined',
  });
  await anna.enter(callId, 'Anna');
  for (const isSigning of ['true', null, 1])
    expect(await anna.ask('setSigning', { isSigning })).toMatchObject({
      refusal: { code: 'invalid', where: 'isSigning' },
    });
});

test('who turns it on and off all the time is slowed down, and nobody else is', async () => {
  const { callId } = await server.makeSpace();
  const [anna, bo] = [await open(), await open()];
  await anna.enter(callId, 'Anna');
  await bo.enter(callId, 'Bo');
  const refused = new Set<string>();
  for (let at = 0; at < 3_000 && refused.size === 0; at += 1) {
    const answer = await anna.ask('setSigning', { isSigning: at % 2 === 0 });
    if (!answer.ok) refused.add(answer.refusal.code);
  }
  expect([...refused]).toEqual(['tooFast']);
  await bo.request('setSigning', { isSigning: true });
  expect((await bo.waitForNotice('signingChanged', (body) => body.isSigning)).isSigning).toBe(true);
});

test('a sign-language interpreter signs from the start, whoever says that they are one, until they say otherwise', async () => {
  const { callId, convener } = await conveneMeeting();
  const page = await open();
  const { participantId } = await page.prepare(callId);
  const joined = await page.request('join', {
    name: 'Tove',
    profession: '',
    role: { type: 'signLanguageInterpreter' },
    tracks: [],
  });
  expect(joined.isSigning).toBe(true);
  const { participant } = await convener.waitForNotice('participantJoined');
  expect(participant.isSigning).toBe(true);
  await page.request('setSigning', { isSigning: false });
  await convener.waitForNotice('signingChanged', (body) => !body.isSigning);
  await convener.request('setRole', { participantId, role: null });
  await convener.request('setRole', {
    participantId,
    role: { type: 'signLanguageInterpreter' },
  });
  expect(convener.all('signingChanged'), 'who rests goes on resting').toHaveLength(1);

  const guest = await open();
  const { participantId: guestId } = await guest.enter(callId, 'Bo');
  await convener.request('setRole', {
    participantId: guestId,
    role: { type: 'signLanguageInterpreter' },
  });
  const told = { participantId: guestId, isSigning: true };
  expect(await guest.waitForNotice('signingChanged')).toEqual(told);
  await convener.request('setRole', { participantId: guestId, role: null });
  await guest.waitForNotice('signingChanged', (body) => !body.isSigning);
});

test('the camera of who signs goes before all other video at everybody, also one that starts later; a screen does not', async () => {
  const { callId } = await server.makeSpace();
  const [anna, bo] = [await open(), await open()];
  const { participantId } = await anna.enter(callId, 'Anna', [layeredOffer(), offer('screen')]);
  await bo.enter(callId, 'Bo');
  const track = { participantId, source: 'camera' as const };
  await bo.request('tracksReady', { tracks: [track, { ...track, source: 'screen' }] });
  const priorities = () =>
    [...consumers]
      .filter(({ paused }) => !paused)
      .map(({ priority }) => priority)
      .sort((one, other) => one - other)
      .join();
  await eventually(() => [...consumers].filter(({ paused }) => !paused).length, 2);
  expect(priorities()).not.toContain('255');
  const usual = priorities();
  await anna.request('setSigning', { isSigning: true });
  await eventually(() => priorities().endsWith(',255'), true);
  await bo.request('setVideoSizes', { pictures: [{ ...track, size: 'small' }] });
  expect(priorities().endsWith(',255'), 'however small it is shown').toBe(true);
  await bo.request('setVideoSizes', { pictures: [{ ...track, size: 'large' }] });

  await anna.request('stopTrack', { source: 'camera' });
  await anna.request('startTrack', layeredOffer());
  await bo.waitForNotice('trackStarted', (body) => body.track.participantId === participantId);
  await bo.request('tracksReady', { tracks: [track] });
  await eventually(() => priorities().endsWith(',255'), true);
  await anna.request('setSigning', { isSigning: false });
  await bo.request('setVideoSizes', { pictures: [{ ...track, size: 'large' }] });
  await eventually(() => priorities().includes('255'), false);
  expect(usual).not.toBe('');
});

test('while somebody signs, the estimate of a line does not fall below what their picture takes', async () => {
  const { callId } = await server.makeSpace();
  const [anna, bo] = [await open(), await open()];
  await anna.enter(callId, 'Anna', [layeredOffer()]);
  await bo.enter(callId, 'Bo');
  const kept = async () => {
    const stats = await Promise.all([...transports].map((one) => one.getStats()));
    return (stats.flat() as { minOutgoingBitrate?: number }[])
      .flatMap(({ minOutgoingBitrate = 0 }) => (minOutgoingBitrate > 0 ? [minOutgoingBitrate] : []))
      .join();
  };
  expect(await kept()).toBe('');
  await anna.request('setSigning', { isSigning: true });
  await eventually(kept, '200000');
  await anna.request('setSigning', { isSigning: false });
  await eventually(kept, '');
  await anna.request('setSigning', { isSigning: true });
  await eventually(kept, '200000');
  await anna.request('leave', {});
  await eventually(kept, '');
});
