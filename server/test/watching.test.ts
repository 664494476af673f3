// The sender of a video is told how many of its layers anybody watches, or is about to.
import type { CallId } from '@distansmote/shared/ids.ts';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { eventually } from '@distansmote/testkit/waiting/eventually.ts';
import type { Page } from '@distansmote/testkit/browser/page.ts';
import { layeredOffer } from '@distansmote/testkit/browser/trackOffers.ts';
import { sharedServer } from '@distansmote/testkit/server/sharedServer.ts';

const { server, open, closePages } = await sharedServer();
// Also advances by itself, since the sockets depend on it.
beforeEach(
  () => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'], shouldAdvanceTime: true }),
);
afterEach(async () => {
  vi.useRealTimers();
  closePages();
  await eventually(() => server.meetings.count, 0);
});

/** In small steps, so that the sockets are served in between. */
async function pass(seconds: number): Promise<void> {
  for (let passed = 0; passed < seconds; passed += 1) {
    vi.advanceTimersByTime(1_000);
    for (let turn = 0; turn < 20; turn += 1) await new Promise(setImmediate);
  }
}

/** Joins with a camera that nobody watches, so that one layer is sent. */
async function enterUnwatched(callId: CallId, name: string) {
  const page = await open();
  const { participantId } = await page.enter(callId, name, [layeredOffer()]);
  await pass(4);
  await eventually(() => lastLayers(page), 1);
  return { page, track: { participantId, source: 'camera' as const } };
}

const lastLayers = (page: Page) => page.all('subscribedLayersChanged').at(-1)?.layers;

test('a client that has prepared counts already, until its page is closed', async () => {
  const { callId } = await server.makeSpace();
  const anna = await enterUnwatched(callId, 'Anna');
  const bo = await open();
  await bo.prepare(callId);
  expect(lastLayers(anna.page), 'Bo cannot receive it yet').toBe(1);
  await bo.request('tracksReady', { tracks: [anna.track] });
  await eventually(() => lastLayers(anna.page), 3);
  bo.close();
  await eventually(() => server.meetings.headcounts[0]?.waiting, 0);
  await pass(4);
  await eventually(() => lastLayers(anna.page), 1);
});

test('a client that defers the join for long does not count, and counts again when it joins', async () => {
  const { callId } = await server.makeSpace();
  const anna = await enterUnwatched(callId, 'Anna');
  const bo = await open();
  await bo.prepare(callId);
  await bo.request('tracksReady', { tracks: [anna.track] });
  await eventually(() => lastLayers(anna.page), 3);
  await pass(50);
  expect(lastLayers(anna.page)).toBe(3);
  await pass(15);
  await eventually(() => lastLayers(anna.page), 1);
  await bo.request('join', { name: 'Bo', profession: '', tracks: [] });
  await eventually(() => lastLayers(anna.page), 3);
});

test('the more videos there are, the smaller they are subscribed until the page has measured', async () => {
  const { callId } = await server.makeSpace();
  const senders = [await enterUnwatched(callId, 'Anna')];
  const bo = await open();
  await bo.enter(callId, 'Bo');
  const look = () => bo.request('tracksReady', { tracks: senders.map(({ track }) => track) });
  const layers = () => senders.map(({ page }) => lastLayers(page));
  await look();
  await eventually(() => JSON.stringify(layers()), '[3]');
  for (const name of ['Cia', 'Dan', 'Eva', 'Finn']) {
    const sender = await enterUnwatched(callId, name);
    senders.push(sender);
    await bo.waitForNotice(
      'trackStarted',
      ({ track }) => track.participantId === sender.track.participantId,
    );
    await look();
    await pass(4);
    const each = senders.length > 4 ? 1 : 2;
    await eventually(() => JSON.stringify(layers()), JSON.stringify(senders.map(() => each)));
  }
  // Measured sizes stay, however many videos there are.
  const [anna] = senders;
  if (anna === undefined) throw new Error('nobody');
  await bo.request('setVideoSizes', { pictures: [{ ...anna.track, size: 'medium' }] });
  await eventually(() => lastLayers(anna.page), 2);
  senders.pop()?.page.close();
  await eventually(() => server.meetings.headcounts[0]?.present.browser, 5);
  await pass(4);
  await eventually(() => JSON.stringify(layers()), JSON.stringify([2, 2, 2, 2]));
});

test('somebody who leaves subscribes to nothing larger while their videos disappear one by one', async () => {
  const { callId } = await server.makeSpace();
  const senders = [];
  for (const name of ['Anna', 'Cia', 'Dan', 'Eva', 'Finn'])
    senders.push(await enterUnwatched(callId, name));
  const bo = await open();
  await bo.prepare(callId);
  await bo.request('tracksReady', { tracks: senders.map(({ track }) => track) });
  await pass(4);
  for (const { page } of senders) page.notices.length = 0;
  bo.close();
  await eventually(() => server.meetings.headcounts[0]?.waiting, 0);
  await pass(4);
  expect(senders.flatMap(({ page }) => page.all('subscribedLayersChanged'))).toEqual([]);
});
