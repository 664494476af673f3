// Small requests that cause many notices: each counts against a budget, and exceeding it harms only the sender.
import { randomUUID } from 'node:crypto';
import type { CallId, ParticipantId } from '@distansmote/shared/ids.ts';
import { expect, test } from 'vitest';
import { Limiter } from '../src/limits/limiter.ts';
import { RATES } from '../src/limits/limits.ts';
import { expectNoTestToDisturb } from '@distansmote/testkit/browser/bystanders.ts';
import type { Page } from '@distansmote/testkit/browser/page.ts';
import { offer } from '@distansmote/testkit/browser/trackOffers.ts';
import { sharedServer } from '@distansmote/testkit/server/sharedServer.ts';

const { server, open } = await sharedServer();
expectNoTestToDisturb(server);

async function meet(count: number) {
  const { callId } = await server.makeSpace();
  const people: { page: Page; id: ParticipantId; callId: CallId }[] = [];
  for (let number = 0; number < count; number += 1) {
    const page = await open();
    const { participantId: id } = await page.enter(callId, `Person ${number}`, [
      offer('microphone'),
    ]);
    people.push({ page, id, callId });
  }
  return people;
}

const report = (of: ParticipantId, sound: string) => ({ of, sound, picture: 'shown' });

test('forty pages that report on everybody as fast as allowed cause no more notices than the budget', async () => {
  const people = await meet(40);
  const sounds = ['played', 'notReceived'];
  let refused = 0;
  for (let round = 0; round < 60; round += 1) {
    const asked = people.map(({ page, id }) => {
      const others = people.filter((other) => other.id !== id);
      return page.ask('reportPlayback', {
        reports: others.map((other) => report(other.id, sounds[round % 2] ?? 'played')),
      });
    });
    for (const answer of await Promise.all(asked)) {
      if (answer.ok) continue;
      expect(answer.refusal.code).toBe('tooFast');
      refused += 1;
    }
  }
  expect(refused).toBeGreaterThan(0);
  const reports = people.reduce((sum, { page }) => sum + page.all('playbackReported').length, 0);
  // The initial budget of forty, and as much again for what recovers meanwhile.
  expect(reports).toBeLessThan(2 * 40 * RATES.playbackReports.perSocket.burst);
});

test('a report that is unchanged, of somebody absent, or of oneself is not passed on', async () => {
  const [anna, bo] = await meet(2);
  if (anna === undefined || bo === undefined) throw new Error('not two');
  const reports = [
    report(bo.id, 'played'),
    report(anna.id, 'played'),
    report(randomUUID() as ParticipantId, 'played'),
  ];
  for (let count = 0; count < 20; count += 1)
    await anna.page.request('reportPlayback', { reports } as never);
  await anna.page.request('reportPlayback', { reports: [report(bo.id, 'blocked')] } as never);
  await bo.page.waitForNotice('playbackReported', ({ sound }) => sound === 'blocked');
  expect(bo.page.all('playbackReported').map(({ sound }) => sound)).toEqual(['played', 'blocked']);
  expect(anna.page.noticeNames).not.toContain('playbackReported');
});

test('somebody who returns is told again, even of unchanged reports', async () => {
  const [anna, bo] = await meet(2);
  if (anna === undefined || bo === undefined) throw new Error('not two');
  const say = () =>
    anna.page.request('reportPlayback', { reports: [report(bo.id, 'played')] } as never);
  await say();
  const again = await open();
  again.personKey = bo.page.personKey;
  await again.enter(bo.callId, 'Bo');
  await say();
  expect((await again.waitForNotice('playbackReported')).by).toBe(anna.id);
});

test.each([
  [
    'reportPlayback',
    (of: ParticipantId) => ({ reports: [report(of, 'played'), report(of, 'blocked')] }),
  ],
  [
    'setVideoSizes',
    (participantId: ParticipantId) => ({
      pictures: ['small', 'large'].map((size) => ({ participantId, source: 'camera', size })),
    }),
  ],
  ['messagesArrived', (id: ParticipantId) => ({ ids: [id, id] })],
])('%s about the same twice is invalid', async (name, bodyOf) => {
  const [anna, bo] = await meet(2);
  expect((await anna?.page.expectRefusal(name, bodyOf(bo?.id as ParticipantId)))?.code).toBe(
    'invalid',
  );
});

test('a message is confirmed once', async () => {
  const [anna, bo] = await meet(2);
  if (anna === undefined || bo === undefined) throw new Error('not two');
  const ids = [randomUUID(), randomUUID()];
  for (const id of ids) await anna.page.request('sendMessage', { id, to: bo.id, text: 'Hej' });
  for (let count = 0; count < 10; count += 1)
    await bo.page.request('messagesArrived', { ids: [ids[0] ?? ''] });
  await bo.page.request('messagesArrived', { ids: [ids[1] ?? ''] });
  await anna.page.waitForNotice('messageDelivered', ({ id }) => id === ids[1]);
  expect(anna.page.all('messageDelivered').map(({ id }) => id)).toEqual(ids);
});

test('starting and stopping tracks is eventually refused, muting never', async () => {
  const [anna] = await meet(2);
  if (anna === undefined) throw new Error('not one');
  const { burst } = RATES.tracksStarted.perSocket;
  const refusals = new Set<string>();
  for (let count = 0; count < burst + 15; count += 1) {
    const answer = await anna.page.ask('startTrack', offer('camera'));
    if (answer.ok) await anna.page.request('stopTrack', { source: 'camera' });
    else refusals.add(answer.refusal.code);
  }
  expect(refusals).toEqual(new Set(['tooFast']));
  await anna.page.request('pauseTrack', { source: 'microphone' });
});

test('a hundred people of one county who join and report on each other stay within the budgets', () => {
  const limiter = new Limiter();
  const [address, meeting] = ['192.0.2.1', '787544182'];
  for (let round = 0; round < 3; round += 1)
    for (let person = 0; person < 100; person += 1)
      limiter.consume('playbackReports', { socket: `${person}`, address, meeting }, 99);
  // Each turns on the microphone, and raises a hand.
  for (let person = 0; person < 100; person += 1)
    for (let toggle = 0; toggle < 4; toggle += 1)
      limiter.consume('noticesMade', { socket: `${person}`, address, meeting }, 200);
  for (let person = 0; person < 100; person += 1)
    for (const _ of ['camera', 'screen', 'screenSound'])
      limiter.consume('tracksStarted', { socket: `${person}`, address, meeting });
});
