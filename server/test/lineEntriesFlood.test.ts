// A server whose calls all enter at once, or over and over, because it is broken or means harm: others come in beside them.
import { randomUUID } from 'node:crypto';
import { Page } from '@distansmote/testkit/browser/page.ts';
import { openPlayedLine } from '@distansmote/testkit/cluster/playedLine.ts';
import { CLUSTER_SECRET } from '@distansmote/testkit/cluster/tunnelPair.ts';
import { TestNodes } from '@distansmote/testkit/server/testNodes.ts';
import { eventually } from '@distansmote/testkit/waiting/eventually.ts';
import { afterAll, expect, test, vi } from 'vitest';
import { CallJoinFlow } from '../src/calls/callJoinFlow.ts';

vi.setConfig({ testTimeout: 60_000 });

const nodes = await TestNodes.create();
const holder = await nodes.startWithPhones({ CLUSTER_SECRET });
afterAll(() => nodes.stop());

let running = 0;
let mostAtOnce = 0;
const { enterChecked } = CallJoinFlow.prototype;
const entered = vi.spyOn(CallJoinFlow.prototype, 'enterChecked');
entered.mockImplementation(async function enterCounted(this: CallJoinFlow, ...entry) {
  running += 1;
  mostAtOnce = Math.max(mostAtOnce, running);
  try {
    return await enterChecked.apply(this, entry);
  } finally {
    running -= 1;
  }
});

const IDENTITY = { kind: 'phone', name: { name: 'Elsa', profession: '' }, address: 'sip:x' };
const LINE = { isListening: true, isReached: true, quality: 'good' };
const enter = (call: string, number: number, callId: string) => {
  const goal = { callId, isHandRaised: false, wasWaiting: false };
  return `${JSON.stringify({ type: 'enter', call, number, request: { identity: IDENTITY, goal, line: LINE } })}\n`;
};

test('entries of another server have their turn, the latest of each call, and people come in beside them', async () => {
  const { callId } = await holder.makeSpace();
  const { socket } = await openPlayedLine({
    node: { id: holder.nodeId, address: `http://127.0.0.1:${holder.port}` },
  });
  let heard = '';
  socket.on('data', (bytes: Buffer) => (heard += bytes.toString()));
  const [unknown, again] = [randomUUID(), randomUUID()];
  const calls = Array.from({ length: 300 }, () => randomUUID());
  socket.write(calls.map((call) => enter(call, 1, '999999999')).join(''));
  for (let number = 0; number < 1_000; number += 1) socket.write(enter(again, number, '999999999'));
  const leaving = enter(unknown, 1, callId);
  socket.write(`${leaving}${JSON.stringify({ type: 'leave', call: unknown, reason: 'left' })}\n`);
  const page = await Page.open(holder);
  await page.enter(callId, 'Anna');
  await eventually(() => {
    const answers = heard.split('\n').filter((line) => line.includes('"entered"'));
    return calls.filter((call) => !answers.some((line) => line.includes(call)));
  }, []);
  await eventually(() => heard.includes(`"call":"${again}","number":999`), true);
  expect(mostAtOnce).toBeLessThanOrEqual(4);
  expect(entered.mock.calls.length).toBeLessThan(1_000);
  page.close();
});
