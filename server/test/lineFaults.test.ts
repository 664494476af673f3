// Telephones come and go at two servers, in no order, while these lose each other, and the database is slow: nothing of any call is left over.
import { setTimeout as pause } from 'node:timers/promises';
import type { CallId } from '@distansmote/shared/ids.ts';
import { Page } from '@distansmote/testkit/browser/page.ts';
import { TestNodes } from '@distansmote/testkit/server/testNodes.ts';
import { SipPhone } from '@distansmote/testkit/telephone/sipPhone.ts';
import { VirtualPhone } from '@distansmote/testkit/telephone/virtualPhone.ts';
import { afterAll, expect, test, vi } from 'vitest';
import { LineLinks } from '../src/cluster/lines/lineLinks.ts';
import { MediaTunnels } from '../src/cluster/lines/mediaTunnels.ts';
import { AudioEngineClient } from '../src/sound/audioEngineClient.ts';

vi.setConfig({ testTimeout: 240_000 });
const WAIT = { timeout: 90_000, interval: 100 };
const STEPS = 120;
/** Short, so that many hang up before they are in. */
const MAX_PAUSE_MS = 150;
const MAX_HASTE_MS = 50;
/** Where meetings are is not answered for a while. */
const SLOW_DATABASE =
  'begin; lock table "openMeetings" in access exclusive mode; select pg_sleep(0.3); commit';

const opened = vi.spyOn(AudioEngineClient.prototype, 'openMix');
const posted = vi.spyOn(AudioEngineClient.prototype, 'post');
const served = vi.spyOn(LineLinks.prototype, 'onAccepted');
const tunnelsUsed = vi.spyOn(MediaTunnels.prototype, 'open');

const nodes = await TestNodes.create();
const both = [await nodes.startWithPhones(), await nodes.startWithPhones()] as const;
const links = served.mock.contexts as LineLinks[];
afterAll(() => nodes.stop());

/** A linear congruential generator (ANSI C), so that a failure can be repeated. */
function draws(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fff_ffff;
    return Math.floor((state / 0x8000_0000) * below);
  };
}

async function ring(sipPort: number, number: string): Promise<VirtualPhone> {
  const sip = await SipPhone.udp(sipPort);
  sip.onReceived = (text) => {
    if (text.startsWith('BYE ')) sip.accept(text);
  };
  return VirtualPhone.call(sip, { number });
}

const openMixes = (): string[] => {
  const closed = new Set(
    posted.mock.calls.flatMap(([message]) => (message.type === 'closeMix' ? [message.mix] : [])),
  );
  return opened.mock.calls.map(([mix]) => mix).filter((mix) => !closed.has(mix));
};

// What happens at the same moment is by chance: once is a finding.
test.each([1, 2])('in any order: %i', { retry: 0 }, async (seed) => {
  const draw = draws(seed);
  const one = <Item>(items: readonly Item[]): Item | undefined => items[draw(items.length)];
  const callIds: CallId[] = [];
  const pages: Page[] = [];
  for (const node of both) {
    const { callId } = await node.makeSpace();
    const page = await Page.open(node);
    await page.enter(callId, 'Anna');
    pages.push(page);
    callIds.push(callId);
  }
  const phones: VirtualPhone[] = [];
  const keyed: Promise<unknown>[] = [];
  const key = async (phone: VirtualPhone | undefined, digits: string) => {
    // Whoever has been hung up gets no answer.
    const answered = phone?.key(digits).catch(() => undefined);
    keyed.push(Promise.resolve(answered));
    await answered;
  };
  /** Hangs up while the number is looked up. */
  const keyHastily = async (phone: VirtualPhone, callId: CallId, afterMs: number) => {
    await key(phone, callId);
    const type = 'Content-Type: application/dtmf-relay';
    phone.dialog.request('INFO', 'Signal=#\r\nDuration=160\r\n', [type]);
    await pause(afterMs);
    phone.dialog.request('BYE');
  };

  for (let step = 0; step < STEPS; step += 1) {
    const what = draw(100);
    if (what < 5) keyed.push(nodes.query(SLOW_DATABASE));
    else if (what < 45) {
      const phone = await ring(one(both)?.sipPort ?? 0, `+4670${seed}${1_000 + step}`);
      phones.push(phone);
      const callId = one(callIds);
      if (callId === undefined) continue;
      if (draw(3) === 0) keyed.push(keyHastily(phone, callId, draw(MAX_HASTE_MS)));
      else void key(phone, `${callId}#`);
    } else if (what < 70) one(phones)?.dialog.request('BYE');
    else if (what < 78) void key(one(phones), one(['*6', '*1']) ?? '');
    else if (what < 90) one(links)?.closeTowards(one(both)?.nodeId ?? '');
    else if (what < 93)
      await (one(tunnelsUsed.mock.contexts) as MediaTunnels | undefined)?.terminateForTest();
    else if (what < 95) await one(both)?.meetings.endAll('mediaFailed');
    await pause(draw(MAX_PAUSE_MS));
  }

  for (const phone of phones) phone.dialog.request('BYE');
  for (const page of pages) page.close();
  await vi.waitFor(async () => {
    for (const { phones: calls, meetings } of both) {
      expect(calls?.callCount).toBe(0);
      expect([...meetings.presentCounts]).toEqual([]);
      expect(meetings.count).toBe(0);
    }
    expect(await nodes.query('select "room" from "openMeetings"')).toEqual([]);
    expect(openMixes()).toEqual([]);
  }, WAIT);
  await Promise.all(keyed);
  for (const phone of phones) phone.close();
});
