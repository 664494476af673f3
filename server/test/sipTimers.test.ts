// What a call times out on: an ACK, an answer, a refresh. Only the clock is fake.
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { type SipByHand, sipByHand } from '@distansmote/testkit/telephone/sipByHand.ts';
import { OFFER, SipDialog } from '@distansmote/testkit/telephone/sipPhone.ts';
import { SRTP_KEY } from '@distansmote/testkit/telephone/sipThread.ts';

let sip: SipByHand;
let dialog: SipDialog;
let isAnswering = true;

beforeEach(() => {
  vi.useFakeTimers();
  isAnswering = true;
  startSip();
});

function startSip(maxTransactions?: number): void {
  sip = sipByHand((call) => {
    const audio = { port: 40_000, srtpKey: SRTP_KEY };
    if (isAnswering) setTimeout(() => sip.calls.handle({ type: 'answer', call, media: { audio } }));
  }, maxTransactions);
  dialog = new SipDialog(sip.phone);
}

afterEach(() => {
  vi.advanceTimersByTime(600_000);
  expect(sip.core.size).toBe(0);
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
});

/** How many messages so far start like this. */
function said(start: string): number {
  return sip.phone.received.filter((text) => text.startsWith(start)).length;
}

function ends(): string[] {
  return sip.events.flatMap((news) => (news.type === 'ended' ? [news.by] : []));
}

function invite(extra: readonly string[] = []): void {
  dialog.request('INVITE', OFFER, extra);
  vi.advanceTimersByTime(1);
  dialog.toTag ??= /^To:.*;tag=(\S+)/m.exec(sip.phone.received.at(-1) ?? '')?.[1];
}

it('a 200 is repeated for 32 seconds, then the call is hung up as lost', () => {
  invite();
  vi.advanceTimersByTime(31_000);
  // After 0.5, 1, 2 and then each 4 seconds (RFC 3261 §13.3.1.4).
  expect(said('SIP/2.0 200')).toBe(10);
  expect(ends()).toEqual([]);
  vi.advanceTimersByTime(2_000);
  expect(said('BYE')).toBe(1);
  expect(ends()).toEqual(['lost']);
});

it('when hung up without an ACK, the BYE is sent once the wait for the ACK ends', () => {
  invite();
  const call = sip.events.find((news) => news.type === 'arrived')?.call;
  if (call !== undefined) sip.calls.handle({ type: 'hangUp', call });
  expect(ends()).toEqual(['us']);
  expect(said('BYE')).toBe(0);
  vi.advanceTimersByTime(33_000);
  expect(said('BYE')).toBe(1);
});

it('a re-INVITE whose ACK does not arrive ends the call', () => {
  invite();
  dialog.request('ACK');
  invite();
  vi.advanceTimersByTime(33_000);
  expect(said('BYE')).toBe(1);
  expect(ends()).toEqual(['lost']);
});

it('a call that nobody answers is refused after a minute', () => {
  isAnswering = false;
  invite();
  vi.advanceTimersByTime(60_000);
  expect(said('SIP/2.0 480')).toBe(1);
  expect(ends()).toEqual(['us']);
});

it('a held call that is not refreshed in time is lost, and one that is refreshed continues', () => {
  const timer = ['Supported: timer', 'Session-Expires: 90;refresher=uac'];
  invite(timer);
  dialog.request('ACK');
  vi.advanceTimersByTime(45_000);
  invite(timer);
  dialog.request('ACK');
  vi.advanceTimersByTime(45_000);
  expect(ends()).toEqual([]);
  dialog.request('INVITE', OFFER.replace('sendrecv', 'sendonly'), timer);
  dialog.request('ACK');
  vi.advanceTimersByTime(45_000);
  expect(ends()).toEqual([]);
  vi.advanceTimersByTime(20_000);
  expect(said('BYE')).toBe(1);
  expect(ends()).toEqual(['lost']);
});

it('a call whose peer sends is not ended because a refresh is missing: that is for its silence to do', () => {
  invite(['Supported: timer', 'Session-Expires: 90;refresher=uac']);
  dialog.request('ACK');
  vi.advanceTimersByTime(200_000);
  expect(said('BYE')).toBe(0);
  expect(ends()).toEqual([]);
});

it('a call is hung up after the maximum duration', () => {
  invite();
  dialog.request('ACK');
  vi.advanceTimersByTime(299_000);
  expect(said('BYE')).toBe(0);
  vi.advanceTimersByTime(2_000);
  expect(said('BYE')).toBe(1);
  expect(ends()).toEqual(['us']);
});

it('a BYE whose response is lost is answered again', () => {
  invite();
  dialog.request('ACK');
  const bye = dialog.request('BYE');
  const before = said('SIP/2.0 200');
  vi.advanceTimersByTime(4_000);
  sip.phone.send(bye);
  expect(said('SIP/2.0 200')).toBe(before + 1);
  expect(ends()).toEqual(['caller']);
});

it('refused transactions are kept for half a minute, up to a limit', () => {
  const kept = 300;
  startSip(kept);
  const unusable = OFFER.replace('RTP/AVP', 'RTP/SAVP');
  for (let count = 0; count < kept + 100; count += 1) {
    new SipDialog(sip.phone).request('INVITE', unusable);
    sip.phone.received.length = 0;
  }
  expect(sip.core.size).toBe(kept);
  // Somebody who calls meanwhile gets through, is reported, and hangs up.
  invite();
  dialog.request('ACK');
  dialog.request('BYE');
  expect(said('SIP/2.0 200')).toBe(2);
  expect(ends()).toEqual(['caller']);
});

it('however long a message was, little of it is kept', { timeout: 60_000 }, () => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const heap = () => {
    collect();
    return process.memoryUsage().heapUsed;
  };
  const unusable = `${OFFER.replace('RTP/AVP', 'RTP/SAVP')}a=${'x'.repeat(14_000)}\r\n`;
  const before = heap();
  for (let count = 0; count < 1_000; count += 1) {
    new SipDialog(sip.phone).request('INVITE', unusable);
    sip.phone.received.length = 0;
  }
  expect(sip.core.size).toBe(1_000);
  // The messages totalled 14 MB.
  expect(heap() - before).toBeLessThan(12_000_000);
});

it('nobody can predict the next tag from a few earlier ones', () => {
  // The way sip.js generates its own.
  const random = vi.spyOn(Math, 'random').mockReturnValue(0.5);
  invite();
  const other = new SipDialog(sip.phone);
  other.request('INVITE', OFFER);
  vi.advanceTimersByTime(1);
  const accepted = sip.phone.received.filter((text) => text.startsWith('SIP/2.0 200'));
  const tags = accepted.map((text) => /^To:.*;tag=(\S+)/m.exec(text)?.[1]);
  expect(tags).toHaveLength(2);
  expect(new Set(tags).size).toBe(2);
  random.mockRestore();
});
