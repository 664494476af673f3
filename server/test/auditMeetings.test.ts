// What the audit log records of a meeting: who joined and left, and what its conveners did.
import { expect, test } from 'vitest';
import { sharedServer } from '@distansmote/testkit/server/sharedServer.ts';
import type { CallJoinFlow, CallJoinResult } from '../src/calls/callJoinFlow.ts';
import { actionsOf } from '@distansmote/testkit/server/auditEntries.ts';
import { readTable } from '@distansmote/testkit/database/databases.ts';
import { eventually } from '@distansmote/testkit/waiting/eventually.ts';
import { callJoinFlowOf, Caller } from '@distansmote/testkit/telephone/linkedPhoneTests.ts';
import { freePort } from '@distansmote/testkit/network/ports.ts';
import { offer } from '@distansmote/testkit/browser/trackOffers.ts';
import { trunkSettings } from '@distansmote/testkit/telephone/trunkSettings.ts';

const { server, open, conveneMeeting } = await sharedServer(
  {
    ...trunkSettings(await freePort()),
    PHONE_NUMBER: '0480-44 55 11',
  },
  { graceMs: 300 },
);

/** A telephone joins, without a real call. */
async function ring(enter: (joinFlow: CallJoinFlow, caller: Caller) => Promise<CallJoinResult>) {
  const entry = await enter(callJoinFlowOf(server), new Caller());
  if (entry.type !== 'entered') throw new Error(`not in the meeting: ${entry.type}`);
  const { meeting, person, leg } = entry;
  return { id: person.id, name: person.name, leave: () => meeting.leave(leg, 'left') };
}

test('a meeting: who joined, was admitted, denied and removed, and who ended it', async () => {
  const { account, callId, convener } = await conveneMeeting({
    name: 'Vårdplan',
    lobby: 'everybody',
  });
  const { username } = account;
  const [lars, elsa] = [await open(), await open()];
  await lars.knock(callId, 'Lars');
  await elsa.knock(callId, 'Elsa');
  const { lobby } = await convener.waitForNotice('lobbyChanged', (body) => body.lobby.length === 2);
  const idOf = (name: string) => ({
    participantId: lobby.find((guest) => guest.name === name)?.id as never,
  });
  await convener.request('admit', idOf('Lars'));
  await convener.request('deny', idOf('Elsa'));
  await convener.expectRefusal('admit', idOf('Elsa'));
  await lars.waitForNotice('admitted');
  const { participantId } = await lars.enter(callId, 'Lars');
  await lars.expectRefusal('removeParticipant', { participantId });
  await convener.request('sendMessage', {
    id: crypto.randomUUID(),
    to: 'everybody',
    text: 'hemlig-diagnos',
  });
  await convener.request('removeParticipant', { participantId });
  await convener.request('endMeeting', {});
  expect(await actionsOf(server.audit, callId)).toEqual([
    `entered account:${username} Karin Vårdplan`,
    `admitted account:${username} Lars Vårdplan`,
    `turnedAway account:${username} Elsa Vårdplan`,
    'entered guest:Lars Lars Vårdplan',
    `removed account:${username} Lars Vårdplan`,
    `meetingEnded account:${username} Vårdplan`,
  ]);
  const rows = JSON.stringify(
    await readTable({ DATA_DIR: server.folder, DATABASE_URL: undefined }, 'auditLog'),
  );
  expect(rows).not.toMatch(/hemlig-diagnos|127\.0\.0\.1|::1/);
});

test('a meeting is locked and unlocked, people are muted, and a telephone is renamed', async () => {
  const { account, callId, convener } = await conveneMeeting({ name: 'Ordning' });
  const lars = await open();
  const { participantId } = await lars.enter(callId, 'Lars', [offer('microphone')]);
  const phone = await ring((joinFlow, caller) => joinFlow.enter(callId, caller));
  for (const isLocked of [true, true, false]) await convener.request('setLocked', { isLocked });
  await convener.request('muteParticipant', { participantId });
  await convener.request('muteParticipant', { participantId });
  for (const _ of [1, 2]) await convener.request('muteEverybody', {});
  await lars.request('resumeTrack', { source: 'microphone' });
  await convener.request('muteEverybody', {});
  for (const name of ['Elsa', 'Elsa'])
    await convener.request('renameParticipant', { participantId: phone.id, name });
  for (const name of ['muteEverybody', 'setLocked'] as const)
    await lars.expectRefusal(name, { isLocked: true });
  phone.leave();
  const by = `account:${account.username}`;
  expect((await actionsOf(server.audit, callId)).slice(3)).toEqual([
    `locked ${by} Ordning`,
    `unlocked ${by} Ordning`,
    `muted ${by} Lars Ordning`,
    `mutedEverybody ${by} Ordning`,
    `mutedEverybody ${by} Ordning`,
    `renamed ${by} ${phone.name} Ordning Elsa`,
    `left guest:${phone.name} Elsa Ordning`,
  ]);
});

test('somebody whose linked phone stays has not left, and leaves by it under their own name', async () => {
  const { account, callId, convener: page } = await conveneMeeting({ name: 'Telefon' });
  const { pin } = await page.request('requestDialIn', {});
  const phone = await ring((joinFlow, caller) => joinFlow.enterByPin(callId, pin, caller));
  await page.request('leave', {});
  const by = `account:${account.username} Karin Telefon`;
  expect(await actionsOf(server.audit, callId)).toEqual([`entered ${by}`]);
  phone.leave();
  expect(await actionsOf(server.audit, callId)).toEqual([`entered ${by}`, `left ${by}`]);
});

test('a space deleted from within its meeting is recorded once', async () => {
  const { account, callId, convener: page } = await conveneMeeting({ name: 'Inifrån' });
  await page.request('deleteSpace', {});
  expect(await actionsOf(server.audit, callId)).toEqual([
    `entered account:${account.username} Karin Inifrån`,
    `spaceDeleted account:${account.username} Inifrån`,
  ]);
});

test('somebody who returns after a drop has not joined again; somebody who had left has', async () => {
  const { callId } = await server.makeSpace('Nätet');
  const [lars, elsa] = [await open(), await open()];
  await elsa.enter(callId, 'Elsa');
  const { participantId } = await lars.enter(callId, 'Lars');
  // Silently, within the grace period.
  lars.cut();
  await eventually(() => lars.socket.recovered, true);
  // With new transports that replace the old ones, from another socket.
  const again = await open();
  again.personKey = lars.personKey;
  await again.enter(callId, 'Lars');
  await elsa.waitForNotice('participantReturned', (body) => body.participant.id === participantId);
  expect(await actionsOf(server.audit, callId)).toEqual([
    'entered guest:Elsa Elsa Nätet',
    'entered guest:Lars Lars Nätet',
  ]);
  await again.request('leave', {});
  await again.enter(callId, 'Lars');
  again.cut();
  again.socket.disconnect();
  await elsa.waitForNotice('participantLeft', (body) => body.reason === 'connectionLost');
  expect((await actionsOf(server.audit, callId)).slice(2)).toEqual([
    'left guest:Lars Lars Nätet',
    'entered guest:Lars Lars Nätet',
    'connectionLost guest:Lars Lars Nätet',
  ]);
});
