// A server that PostgreSQL no longer answers, while it answers others, has its meetings move to these: newcomers reach them there.
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { CallId } from '@distansmote/shared/ids.ts';
import { afterEach, expect, onTestFinished, test, vi } from 'vitest';
import { Page } from '@distansmote/testkit/browser/page.ts';
import { ReturningPage } from '@distansmote/testkit/browser/returningPage.ts';
import {
  type MovingAddress,
  startMovingAddress,
} from '@distansmote/testkit/database/movingAddress.ts';
import { freePort } from '@distansmote/testkit/network/ports.ts';
import { silentPort } from '@distansmote/testkit/network/silentPort.ts';
import { type PhoneNode, TestNodes } from '@distansmote/testkit/server/testNodes.ts';
import { ListeningPhone } from '@distansmote/testkit/telephone/listeningPhone.ts';
import { eventually } from '@distansmote/testkit/waiting/eventually.ts';

vi.setConfig({ testTimeout: 90_000 });

/** Longer than any server waits before it asks the others. */
const OUTAGE_MS = 9_000;

const open: { close(): void }[] = [];
afterEach(() => {
  for (const one of open.splice(0)) one.close();
});

interface FarNode extends PhoneNode {
  /** PostgreSQL answers it no more, not even that it does not. */
  cut(): void;
  heal(): void;
}

async function startNodes(): Promise<{ nodes: TestNodes; cutNode: FarNode; other: FarNode }> {
  const nodes = await TestNodes.create();
  const addresses: MovingAddress[] = [];
  const silent = await silentPort();
  const url = new URL(nodes.databaseUrl);
  const target = Number(url.port);
  const start = async (): Promise<FarNode> => {
    const port = await freePort();
    const address = await startMovingAddress('127.0.0.1', port, target);
    addresses.push(address);
    url.port = String(port);
    const node = await nodes.startWithPhones({ DATABASE_URL: url.href });
    const cut = () => address.moveTo(silent.port);
    return { ...node, cut, heal: () => address.moveTo(target) };
  };
  const cutNode = await start();
  const other = await start();
  onTestFinished(async () => {
    cutNode.heal();
    other.heal();
    await nodes.stop();
    for (const address of addresses) address.close();
    await silent.close();
  });
  await nodes.untilAllKnown(cutNode);
  return { nodes, cutNode, other };
}

async function enter(
  urls: string[],
  callId: CallId,
  name: string,
  isOld = false,
): Promise<ReturningPage> {
  const page = await ReturningPage.enter({ urls, callId, name, isOld });
  open.push(page);
  return page;
}

test('its people move and notice nothing, callers and old pages come along, and those who come later are led after them', async () => {
  const { nodes, cutNode, other } = await startNodes();
  const { callId } = await cutNode.makeSpace();
  const urls = [cutNode.url, other.url];
  const pages = [await enter(urls, callId, 'Anna')];
  pages.push(await enter(urls.toReversed(), callId, 'Bo'));
  // Holds the meeting up until the others see that the beat stands still.
  const old = await enter(urls, callId, 'Cilla', true);
  const phone = await ListeningPhone.join(cutNode.sipPort, callId, {
    number: '+46701234100',
    hertz: 310,
  });
  open.push(phone);
  await phone.hearsPrompt('inMeeting');
  const room = await nodes.roomOf(cutNode, callId);
  const text = randomUUID();
  await pages[0]?.request('sendMessage', { id: randomUUID(), to: 'everybody', text });

  cutNode.cut();
  await eventually(() => other.meetings.presentCounts.get(callId), 4);
  await eventually(() => cutNode.meetings.count, 0);
  await old.untilThere(30_000);
  for (const page of pages) {
    expect([page.warmMoves, page.absences, page.toldLeft]).toEqual([1, [], []]);
    expect(page.others).toHaveLength(3);
  }
  const late = await Page.open(cutNode, { query: { room } });
  open.push(late);
  const { participants } = await late.enter(callId, 'David');
  expect(participants).toHaveLength(4);
  const { messages } = await late.request('readMessages', { after: 0 });
  expect(messages.map((message) => message.text)).toEqual([text]);

  cutNode.heal();
  const lookUp = async () => (await fetch(`${cutNode.url}/api/meetings/${callId}`)).status;
  await eventually(lookUp, 200);
  expect(other.meetings.presentCounts.get(callId)).toBe(5);
  expect(cutNode.phones?.callCount).toBe(1);
});

test('nothing moves while PostgreSQL answers nobody, nor when it does again', async () => {
  const { cutNode, other } = await startNodes();
  const { callId } = await cutNode.makeSpace();
  const anna = await enter([cutNode.url, other.url], callId, 'Anna');
  cutNode.cut();
  other.cut();
  await pause(OUTAGE_MS);
  other.heal();
  cutNode.heal();
  await pause(OUTAGE_MS);
  expect(cutNode.meetings.presentCounts.get(callId)).toBe(1);
  expect([anna.warmMoves, anna.absences]).toEqual([0, []]);
});
