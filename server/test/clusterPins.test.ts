// A dial-in PIN that is keyed at another server than the meeting's: right ones are found, and wrong ones counted once for all.
import type { RequestListener } from 'node:http';
import { afterAll, expect, onTestFinished, test } from 'vitest';
import { createCallIdLookup } from '../src/guessing/callIdLookup.ts';
import { GUESS_LIMITS } from '../src/guessing/guessLimits.ts';
import { phoneIdentity } from '../src/phone/phoneIdentity.ts';
import { createLog } from '../src/platform/log.ts';
import { Page } from '@distansmote/testkit/browser/page.ts';
import { freePort } from '@distansmote/testkit/network/ports.ts';
import { PlayedNode } from '@distansmote/testkit/server/playedNode.ts';
import { CLUSTER_SECRET, TestNodes } from '@distansmote/testkit/server/testNodes.ts';
import { callJoinFlowOf, Caller } from '@distansmote/testkit/telephone/linkedPhoneTests.ts';
import { trunkSettings } from '@distansmote/testkit/telephone/trunkSettings.ts';

const nodes = await TestNodes.create();
const phones = (port: number) => ({ ...trunkSettings(port), PHONE_NUMBER: '0480-44 55 11' });
const holder = await nodes.start(phones(await freePort()));
const others = [await nodes.start(), await nodes.start()];
afterAll(() => nodes.stop());

const from = (number: number) =>
  Object.assign(new Caller(), {
    identity: phoneIdentity({ number: `+${number}`, trunk: `${number}` }),
  });
const REFUSED = { type: 'refused', refusal: 'callIdUnknown' };

/** Anna's PIN, in a meeting of that server. */
async function meet(at = holder) {
  const { callId } = await at.makeSpace();
  const room = await nodes.roomOf(at, callId);
  const anna = await Page.open(at, { query: { room } });
  onTestFinished(() => anna.close());
  await anna.enter(callId, 'Anna');
  const { pin } = await anna.request('requestDialIn', {});
  const wrong = String((Number(pin) + 1) % 10_000).padStart(4, '0');
  const [{ id } = { id: '' }] = (await at.meetings.find(callId))?.persons ?? [];
  return { callId, room, pin, wrong, annaId: id };
}

test('the caller is known at whichever server the call comes in', async () => {
  const { callId, pin, wrong, annaId } = await meet();
  for (const node of others) {
    const joinFlow = callJoinFlowOf(node);
    expect(await joinFlow.enterByPin(callId, wrong, from(1))).toEqual(REFUSED);
    expect(await joinFlow.enterByPin(callId, pin, from(1))).toEqual({
      type: 'elsewhere',
      known: { id: annaId, name: { name: 'Anna', profession: '' }, isLinked: true },
    });
  }
});

test('a server that has just started is asked too', async () => {
  const fresh = await nodes.start(phones(await freePort()));
  const { callId, pin, annaId } = await meet(fresh);
  const found = await Promise.all(
    others.map((node) => callJoinFlowOf(node).enterByPin(callId, pin, from(1))),
  );
  for (const one of found) expect(one).toMatchObject({ known: { id: annaId } });
});

test('guesses at all servers together are as many as at one', async () => {
  const { callId, pin, wrong } = await meet();
  const flows = [holder, ...others].map((node) => callJoinFlowOf(node));
  for (let time = 0; time < 10; time += 1)
    expect(await flows[time % 3]?.enterByPin(callId, wrong, from(100 + time))).toEqual(REFUSED);
  for (const [at, flow] of flows.entries())
    expect(await flow.enterByPin(callId, pin, from(200 + at)), 'too many were wrong').toEqual(
      REFUSED,
    );
});

const answers: [string, RequestListener][] = [
  ['does not answer', () => undefined],
  ['is of a version without PINs', (_asked, answer) => void answer.writeHead(400).end()],
  ['holds it no longer', (_asked, answer) => void answer.end('{"isDone":false}')],
  ['answers nonsense', (_asked, answer) => void answer.end('{"isDone":true,"owner":{"id":"x"}}')],
];

test.each(answers)(
  'a PIN is not wrong because the server of the meeting %s',
  async (_how, answer) => {
    const [edge] = others;
    if (edge === undefined) throw new Error('no server');
    const { id: spaceId, callId } = await edge.makeSpace();
    const room = await nodes.roomOf(edge, callId);
    const played = await PlayedNode.start(nodes, { room, spaceId }, answer);
    onTestFinished(() => played.close());
    await nodes.untilAllKnown(edge);
    const limits = { ...GUESS_LIMITS, perClient: 1, delaysMs: [0] };
    const flow = callJoinFlowOf(edge, createCallIdLookup(edge.spaces, limits, createLog('silent')));
    for (let time = 0; time < 3; time += 1)
      await expect(flow.enterByPin(callId, '1234', from(1))).rejects.toThrow();
    expect(played.count).toBeGreaterThan(0);
  },
);

test('only a server of the cluster asks, for a PIN, and of a meeting that is there', async () => {
  const { room, pin } = await meet();
  const ask = async (at: typeof holder, message: object, secret = CLUSTER_SECRET) => {
    const answer = await fetch(`${at.url}/cluster/messages/${at.nodeId}`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${secret}` },
      body: JSON.stringify({ type: 'pinOwner', ...message }),
    });
    return answer.status === 200 ? await answer.json() : answer.status;
  };
  expect(await ask(holder, { room, pin })).toMatchObject({ isDone: true, owner: { name: 'Anna' } });
  expect(await ask(holder, { room, pin }, 'wrong')).toBe(404);
  for (const wrong of ['', '123', '12345', '１２３４', 1234])
    expect(await ask(holder, { room, pin: wrong }), String(wrong)).toBe(400);
  expect(await ask(holder, { room: 'A'.repeat(16), pin })).toEqual({ isDone: false });
  for (const other of others) expect(await ask(other, { room, pin })).toEqual({ isDone: false });
});
