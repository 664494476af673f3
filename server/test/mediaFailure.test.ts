// When a media worker dies its meetings end, everybody is told, and another worker replaces it.
import type { types } from 'mediasoup';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { eventually } from '@distansmote/testkit/waiting/eventually.ts';
import { watchMedia } from '@distansmote/testkit/media/mediaWatch.ts';
import { Page } from '@distansmote/testkit/browser/page.ts';
import { offer } from '@distansmote/testkit/browser/trackOffers.ts';
import { startTestServer, type TestServer } from '@distansmote/testkit/server/testServer.ts';

const media = watchMedia();
let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

const pids = () => [...media.workers].map((worker) => worker.pid);

test('a worker with a broken channel is replaced, and nothing else breaks', async () => {
  const { callId } = await server.makeSpace();
  const anna = await Page.open(server);
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
  const bo = await Page.open(server);
  await eventually(
    async () =>
      (await bo.ask('prepare', { callId, personKey: bo.personKey, rtpCapabilities: {} })).ok,
    true,
  );
  bo.close();
});

interface FlatBuffer {
  startObject(fields: number): void;
}

test('when the worker is killed everybody is told, and can meet again', async () => {
  const { callId } = await server.makeSpace();
  const anna = await Page.open(server);
  const bo = await Page.open(server);
  const clara = await Page.open(server);
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
  for (const page of [anna, bo, clara]) page.close();
});
