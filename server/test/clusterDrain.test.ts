// A server that is to stop hands its meetings over: their people come to another by themselves, and find all as it was.
import { randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { CallId } from '@distansmote/shared/ids.ts';
import { afterAll, afterEach, expect, onTestFinished, test } from 'vitest';
import { freePort } from '@distansmote/testkit/network/ports.ts';
import { OFFER, SipDialog, SipPhone } from '@distansmote/testkit/telephone/sipPhone.ts';
import { trunkSettings } from '@distansmote/testkit/telephone/trunkSettings.ts';
import { Page } from '@distansmote/testkit/browser/page.ts';
import { ReturningPage } from '@distansmote/testkit/browser/returningPage.ts';
import { waitFor } from '@distansmote/testkit/waiting/waitFor.ts';
import { TestNodes } from '@distansmote/testkit/server/testNodes.ts';

const WITHIN_MS = 20_000;
const WAIT = { timeout: WITHIN_MS, interval: 10 };

const nodes = await TestNodes.create();
const stays = await nodes.start();
afterAll(() => nodes.stop());

const pages: { close(): void }[] = [];
afterEach(() => {
  for (const page of pages.splice(0)) page.close();
});

async function enter(
  urls: readonly string[],
  callId: CallId,
  name: string,
  isOld = false,
): Promise<ReturningPage> {
  const page = await ReturningPage.enter({ urls, callId, name, isOld });
  pages.push(page);
  return page;
}

test('people are in the same meeting at another server, nobody is told that somebody left, and a newcomer finds them', async () => {
  const drains = await nodes.start();
  const urls = [drains.url, stays.url];
  const { callId } = await drains.makeSpace();
  const all = [];
  for (const name of ['Anna', 'Bo', 'Cilla']) all.push(await enter(urls, callId, name));
  expect(drains.meetings.presentCounts.get(callId)).toBe(3);

  await drains.drain?.(0);
  for (const page of all) await page.untilThere(WITHIN_MS);
  await waitFor(() => expect(stays.meetings.presentCounts.get(callId)).toBe(3), WAIT);
  expect(drains.meetings.count).toBe(0);
  for (const page of all) {
    expect(page.told.filter(({ type }) => type !== 'joined')).toEqual([]);
    expect(page.others).toHaveLength(2);
    expect(page.warmMoves).toBe(1);
    expect(page.absences).toEqual([]);
  }
  const late = await enter([stays.url], callId, 'David');
  expect(late.others).toEqual(['Anna', 'Bo', 'Cilla']);
  await drains.stop();
});

test('a lock, a raised hand and the chat move with the meeting', async () => {
  const drains = await nodes.start();
  const { callId } = await drains.makeSpace();
  const anna = await enter([drains.url, stays.url], callId, 'Anna');
  const bo = await enter([drains.url, stays.url], callId, 'Bo');
  const meeting = await drains.meetings.find(callId);
  meeting?.setLocked(true);
  const text = randomUUID();
  const [person] = meeting?.persons ?? [];
  if (meeting === undefined || person === undefined) throw new Error('nobody is there');
  meeting.hands.raise(person);
  meeting.sendMessage(person, { id: randomUUID(), to: 'everybody', text });

  await drains.drain?.(0);
  await anna.untilThere(WITHIN_MS);
  await bo.untilThere(WITHIN_MS);
  const moved = await stays.meetings.find(callId);
  expect(moved?.isLocked).toBe(true);
  expect(moved?.find(person.id)?.handRaisedAt).not.toBeNull();
  const reader = moved?.find(person.id);
  if (moved === undefined || reader === undefined) throw new Error('it has not moved');
  expect(moved.readMessages(reader, 0).messages.map((message) => message.text)).toEqual([text]);
  const late = await Page.open(stays);
  pages.push(late);
  const refusal = await late.expectRefusal('prepare', {
    callId,
    personKey: randomBytes(16).toString('base64url'),
    rtpCapabilities: stays.mediaWorkers.rtpCapabilities,
  });
  expect(refusal.code).toBe('locked');
  await drains.stop();
});

test('whoever knows nothing of getting ready comes a little later, and nobody is told that they left', async () => {
  const drains = await nodes.start();
  const urls = [drains.url, stays.url];
  const { callId } = await drains.makeSpace();
  const anna = await enter(urls, callId, 'Anna');
  const bo = await enter(urls, callId, 'Bo', true);
  await drains.drain?.(0);
  await waitFor(() => expect(stays.meetings.presentCounts.get(callId)).toBe(2), WAIT);
  await anna.untilThere(WITHIN_MS);
  await bo.untilThere(WITHIN_MS);
  expect([anna.warmMoves, bo.warmMoves]).toEqual([1, 0]);
  for (const page of [anna, bo]) expect(page.toldLeft).toEqual([]);
  expect(anna.others).toEqual(['Bo']);
  expect(bo.others).toEqual(['Anna']);
  await drains.stop();
});

test('while people get ready a meeting changes where it is, admits nobody there, and moves as it is at last', async () => {
  const drains = await nodes.start();
  const urls = [drains.url, stays.url];
  const { callId } = await drains.makeSpace();
  const anna = await enter(urls, callId, 'Anna');
  // Holds the meeting up, until all is seen.
  const slow = await enter(urls, callId, 'Bo', true);
  const waits = await Page.open(drains);
  pages.push(waits);
  const meeting = await drains.meetings.find(callId);
  const person = meeting?.persons.find(({ name }) => name === 'Anna');
  if (meeting === undefined || person === undefined) throw new Error('nobody is there');

  const drained = drains.drain?.(0);
  await waitFor(() => expect(meeting.departure.isUnderWay).toBe(true), WAIT);
  const refusal = await waits.expectRefusal('prepare', {
    callId,
    personKey: randomBytes(16).toString('base64url'),
    rtpCapabilities: stays.mediaWorkers.rtpCapabilities,
  });
  expect(refusal.code).toBe('elsewhere');
  const text = randomUUID();
  meeting.sendMessage(person, { id: randomUUID(), to: 'everybody', text });
  meeting.hands.raise(person);
  meeting.setLocked(true);
  await drained;
  await waitFor(() => expect(stays.meetings.presentCounts.get(callId)).toBe(2), WAIT);
  const moved = await stays.meetings.find(callId);
  const reader = moved?.find(person.id);
  if (moved === undefined || reader === undefined) throw new Error('it has not moved');
  expect(moved.readMessages(reader, 0).messages.map((message) => message.text)).toEqual([text]);
  expect(reader.handRaisedAt).not.toBeNull();
  expect(moved.isLocked).toBe(true);
  expect([anna.warmMoves, slow.warmMoves]).toEqual([1, 0]);
  await drains.stop();
});

test('a newcomer at the other server is in when the others are there, and both find each other', async () => {
  const drains = await nodes.start();
  const urls = [drains.url, stays.url];
  const { callId } = await drains.makeSpace();
  const anna = await enter(urls, callId, 'Anna');
  const bo = await enter(urls, callId, 'Bo', true);
  const meeting = await drains.meetings.find(callId);
  const drained = drains.drain?.(0);
  await waitFor(() => expect(meeting?.departure.isUnderWay).toBe(true), WAIT);
  const late = await enter([stays.url], callId, 'Cilla');
  expect(meeting?.departure.isFrozen).toBe(true);
  await drained;
  for (const [page, others] of [
    [anna, ['Bo', 'Cilla']],
    [bo, ['Anna', 'Cilla']],
    [late, ['Anna', 'Bo']],
  ] as const)
    await waitFor(() => expect(page.others).toEqual(others), WAIT);
  expect(anna.toldLeft).toEqual([]);
  await drains.stop();
});

test('with nobody to take its meetings, a server that drains keeps them', async () => {
  const others = await TestNodes.create();
  const alone = await others.start();
  const { callId } = await alone.makeSpace();
  const anna = await enter([alone.url], callId, 'Anna');
  await alone.drain?.(0);
  expect(anna.isThere).toBe(true);
  expect(alone.meetings.presentCounts.get(callId)).toBe(1);
  await others.stop();
});

test('a call that arrives at a server that drains is to go to another one', async () => {
  const sipPort = await freePort();
  const drains = await nodes.start(trunkSettings(sipPort));
  const phone = await SipPhone.udp(sipPort);
  onTestFinished(() => phone.close());
  await drains.drain?.(0);
  const dialog = new SipDialog(phone);
  expect(await dialog.invite(OFFER)).toMatch(/^SIP\/2\.0 503 /);
  await drains.stop();
});

test('a server that beats and takes nothing is no obstacle: its meetings go to the next one', async () => {
  const drains = await nodes.start();
  const { callId } = await drains.makeSpace();
  const anna = await enter([drains.url, stays.url], callId, 'Anna');
  // Emptier than all others, and nobody answers there.
  const deaf = createServer(() => undefined).listen(0, '127.0.0.1');
  await once(deaf, 'listening');
  const { port } = deaf.address() as AddressInfo;
  const id = await nodes.addNode(`http://127.0.0.1:${port}`);
  const beating = setInterval(
    () =>
      void nodes.query(
        `update "nodes" set "beat" = "beat" + 1, "people" = -9 where "id" = '${id}'`,
      ),
    300,
  );
  onTestFinished(async () => {
    clearInterval(beating);
    deaf.closeAllConnections();
    deaf.close();
    await nodes.query(`delete from "nodes" where "id" = '${id}'`);
  });
  await drains.drain?.(0);
  await anna.untilThere(WITHIN_MS);
  expect(stays.meetings.presentCounts.get(callId)).toBe(1);
  await drains.stop();
});
