// When a media worker dies its meetings end, everybody is told, and another worker replaces it.
import type { types } from 'mediasoup';
import { expect, test } from 'vitest';
import { eventually } from '@distansmote/testkit/waiting/eventually.ts';
import { watchMedia } from '@distansmote/testkit/media/mediaWatch.ts';
import { offer } from '@distansmote/testkit/browser/trackOffers.ts';
import { sharedServer } from '@distansmote/testkit/server/sharedServer.ts';

const media = watchMedia();
const { server, open } = await sharedServer();

const pids = () => [...media.workers].map((worker) => worker.pid);

test('a worker with a broken channel is replaced, and nothing else breaks', async () => {
  const { callId } = await server.makeSpace();
  const anna = await open();
  const [broken = 0] = pids();
  const [worker] = media.workers;
  let transport: types.Transport | undefined;
  worker?.observer.once('newrouter', (router) =>
    router.observer.once('newtransport', (made) => (transport = made)),
  );
  await anna.enter(callId, 'Anna', [offer('microphone')]);
  // As an error in the middle of writing a message leaves it.
  const { channel } = transport as unknown as { channel: { bufferBuilder: FlatBuffer } };
  channel.bufferBuilder.startObject(1);
  anna.close();
  await eventually(() => server.meetings.count, 0);
  await eventually(() => pids().length === 1 && pids()[0] !== broken, true);
  const bo = await open();
  await eventually(
    async () =>
      (await bo.ask('prepare', { callId, personKey: bo.personKey, rtpCapabilities: {} })).ok,
    true,
  );
});

interface FlatBuffer {
  startObject(fields: number): void;
}

test('when the worker is killed everybody is told, and can meet again', async () => {
  const { callId } = await server.makeSpace();
  const anna = await open();
  const bo = await open();
  const clara = await open();
  await anna.enter(callId, 'Anna', [offer('microphone'), offer('camera')]);
  await bo.enter(callId, 'Bo', [offer('microphone')]);
  await clara.prepare(callId);

  const [killed = 0] = pids();
  process.kill(killed, 'SIGKILL');
  for (const page of [anna, bo, clara]) {
    expect(await page.waitForNotice('meetingEnded')).toEqual({ reason: 'mediaFailed' });
    expect(page.all('meetingEnded')).toHaveLength(1);
    expect(page.noticeNames).not.toContain('participantLeft');
  }
  expect(server.meetings.count).toBe(0);

  await eventually(() => server.mediaWorkers.count, 1);
  expect(pids()).not.toContain(killed);
  const again = await anna.enter(callId, 'Anna', [offer('microphone'), offer('camera')]);
  const { participants, tracks } = await bo.enter(callId, 'Bo', [offer('microphone')]);
  expect(participants.map((participant) => participant.id)).toEqual([again.participantId]);
  expect(tracks).toHaveLength(2);
  expect(await (await fetch(`${server.url}/health`)).json()).toMatchObject({ mediaWorkers: 1 });
});
