// Thousands of malformed messages (SIP_FUZZ sets how many): the thread keeps answering, and retains nothing of them.
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, expect, it, vi } from 'vitest';
import { isShowableName, NAME_MAX_LENGTH } from '@distansmote/shared/names.ts';
import type { SipCaller, FromSipThread } from '../src/sip/sipMessages.ts';
import { sipByHand } from '@distansmote/testkit/telephone/sipByHand.ts';
import {
  acknowledgementOf,
  Draw,
  randomMessage,
} from '@distansmote/testkit/telephone/sipMutations.ts';
import { SipDialog, SipPhone } from '@distansmote/testkit/telephone/sipPhone.ts';
import { RunningSip, SRTP_KEY } from '@distansmote/testkit/telephone/sipThread.ts';

const MESSAGES = Number(process.env['SIP_FUZZ'] ?? 1_000);
const SEED = Number(process.env['SIP_FUZZ_SEED'] ?? 1);
/** The slowest seen took 15 ms a message, on a busy machine. */
const PATIENCE_MS = 60_000 + MESSAGES * 15;
const OPTIONS = { timeout: PATIENCE_MS, retry: 0 };

afterEach(() => vi.useRealTimers());

it('nothing is left of them after the last timer', OPTIONS, () => {
  vi.useFakeTimers();
  const draw = new Draw(SEED);
  const tags = new Map<string, string>();
  const { calls, core, events, failures, phone } = sipByHand((call) => {
    const audio = { port: 40_000, srtpKey: SRTP_KEY };
    const media = draw.below(2) === 0 ? { audio } : { audio, video: { ...audio, port: 40_002 } };
    // Sometimes at once, while it is still being processed.
    const later = (act: () => void) => void setTimeout(act, draw.below(3) * 1_000);
    const choice = draw.below(8);
    if (choice === 0) later(() => calls.handle({ type: 'refuse', call, refusal: 'busy' }));
    else if (choice > 1) later(() => calls.handle({ type: 'answer', call, media }));
    if (choice === 3) later(() => calls.handle({ type: 'requestKeyFrame', call }));
    if (choice === 2) later(() => calls.handle({ type: 'hangUp', call }));
  });
  const remember = (text: string) => {
    const callId = /^Call-ID: (.*)$/m.exec(text)?.[1]?.trim();
    const tag = /^To:.*;tag=([^;\s]+)/m.exec(text)?.[1];
    const isAccepted = text.startsWith('SIP/2.0 2');
    if (callId !== undefined && tag !== undefined && isAccepted) tags.set(callId, tag);
  };
  let thrownByTimers = 0;
  const pass = (ms: number) => {
    try {
      vi.advanceTimersByTime(ms);
    } catch {
      thrownByTimers += 1;
    }
  };
  for (let count = 0; count < MESSAGES; count += 1) {
    phone.send(randomMessage(draw, tags));
    for (const text of phone.received.splice(0)) {
      remember(text);
      const acknowledgement = draw.below(2) === 0 ? acknowledgementOf(text) : undefined;
      if (acknowledgement !== undefined) phone.send(acknowledgement);
    }
    if (draw.below(4) === 0) pass(draw.below(2_000));
  }
  for (let minutes = 0; minutes < 15; minutes += 1) pass(60_000);
  const count = (kind: FromSipThread['type']) => events.filter(({ type }) => type === kind).length;
  const [arrived, agreed, ended] = [count('arrived'), count('agreed'), count('ended')];
  console.log({ MESSAGES, arrived, agreed, ended, thrownByTimers, left: core.size });
  expect(arrived).toBeGreaterThan(0);
  expect(agreed).toBeGreaterThan(0);
  expect(ended).toBe(arrived);
  expect(core.size).toBe(0);
  expect(failures).toEqual([]);
  for (const event of events) if (event.type === 'arrived') expectHarmless(event.caller);
  expect(vi.getTimerCount()).toBe(0);
});

/** What strangers send is bounded and displayable. */
function expectHarmless({ displayName, dialled: { user, host } }: SipCaller): void {
  expect(displayName ?? 'Anna').toSatisfy(isShowableName);
  expect((displayName ?? '').length).toBeLessThanOrEqual(NAME_MAX_LENGTH);
  expect(user).toMatch(/^\P{C}{0,128}$/u);
  expect(host).toMatch(/^[\da-z.:-]{0,253}$/);
}

it('the thread still answers, and accepts calls', OPTIONS, async () => {
  const sip = await RunningSip.start({ trunkAllow: ['127.0.0.0/8'], maxCalls: 100 });
  const draw = new Draw(SEED + 1);
  // From many addresses, each with its own rate limit.
  const phones = await Promise.all(
    Array.from({ length: 100 }, (_, index) =>
      SipPhone.udp(sip.ports.udpPort, `127.0.1.${index + 1}`),
    ),
  );
  const tags = new Map<string, string>();
  let answered = 0;
  let unanswered = 0;
  for (let count = 0; count < MESSAGES; count += 1) {
    const phone = phones[count % phones.length];
    phone?.send(randomMessage(draw, tags));
    if (count % 20 !== 0) continue;
    const arrived = sip.all('arrived');
    for (const { call } of arrived.slice(answered)) sip.answer(call);
    // Some calls are always up, and new ones can arrive.
    for (const { call } of arrived.slice(Math.max(0, answered - 70), Math.max(0, answered - 50))) {
      sip.post({ type: 'hangUp', call });
    }
    answered = arrived.length;
    // Paced, or the kernel would drop most of them.
    const probing = phones[(count / 20) % phones.length];
    if (probing === undefined) continue;
    const probe = new SipDialog(probing);
    probe.request('OPTIONS');
    const isAnswered = () => probe.phone.responses(probe.callId, 1, 'OPTIONS').length > 0;
    for (let tries = 0; tries < 200 && !isAnswered(); tries += 1) await wait(1);
    if (!isAnswered()) unanswered += 1;
    for (const { received } of phones) received.length = 0;
  }
  console.log({ MESSAGES, arrived: sip.all('arrived').length, unanswered });
  const phone = await SipPhone.udp(sip.ports.udpPort, '127.0.2.1');
  await vi.waitFor(
    async () => {
      const dialog = new SipDialog(phone);
      dialog.request('OPTIONS');
      await wait(200);
      expect(phone.responses(dialog.callId, 1, 'OPTIONS')[0]).toMatch(/^SIP\/2\.0 200 /);
    },
    { timeout: PATIENCE_MS, interval: 100 },
  );
  for (const { call } of sip.all('arrived')) sip.post({ type: 'hangUp', call });
  const before = sip.all('arrived').length;
  const dialog = new SipDialog(phone);
  const response = dialog.invite();
  sip.answer((await sip.event('arrived', before + 1)).call);
  expect(await response).toMatch(/^SIP\/2\.0 200 /);
  dialog.request('BYE');
  expect(await dialog.final('BYE')).toMatch(/^SIP\/2\.0 200 /);
  await sip.stop();
  expect(sip.errors).toEqual([]);
  expect(sip.all('ended').length).toBe(before + 1);
  for (const each of [...phones, phone]) each.close();
});
