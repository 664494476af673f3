// Who signs: told to everybody, kept for those who come and come back, gone with the person.
import { expect, test } from 'vitest';
import { sharedServer } from '@distansmote/testkit/server/sharedServer.ts';

const { server, open } = await sharedServer();

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
