// A re-INVITE or UPDATE that adds text waits for its port, and whatever happens meanwhile is answered. Only the clock is fake.
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { CallKey } from '../src/sip/sipMessages.ts';
import { type SipByHand, sipByHand } from '@distansmote/testkit/telephone/sipByHand.ts';
import { OFFER, SipDialog } from '@distansmote/testkit/telephone/sipPhone.ts';
import { SRTP_KEY } from '@distansmote/testkit/telephone/sipThread.ts';

const TEXT = ['m=text 30002 RTP/AVP 98', 'a=rtpmap:98 t140/1000', ''].join('\r\n');
const PORT = { port: 40_002, srtpKey: SRTP_KEY };

let sip: SipByHand;
let dialog: SipDialog;
let call: CallKey;

beforeEach(() => {
  vi.useFakeTimers();
  sip = sipByHand((key) => {
    call = key;
    const audio = { port: 40_000, srtpKey: SRTP_KEY };
    setTimeout(() => sip.calls.handle({ type: 'answer', call, media: { audio } }));
  });
  dialog = new SipDialog(sip.phone);
  dialog.request('INVITE', OFFER);
  vi.advanceTimersByTime(1);
  dialog.toTag = /^To:.*;tag=(\S+)/m.exec(sip.phone.received.at(-1) ?? '')?.[1];
  dialog.request('ACK');
});

afterEach(() => {
  sip.calls.handle({ type: 'hangUp', call });
  vi.advanceTimersByTime(600_000);
  expect(sip.core.size).toBe(0);
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
});

const addText = (text?: typeof PORT) => sip.calls.handle({ type: 'addText', call, text });
const asked = () => sip.events.filter(({ type }) => type === 'textWanted').length;
/** The final response to the request with that CSeq. */
const answerTo = (cseq: number, method: string) =>
  sip.phone.responses(dialog.callId, cseq, method).find((text) => !text.startsWith('SIP/2.0 1'));
const agreed = () =>
  sip.events.flatMap((event) =>
    event.type === 'agreed' ? [event.media.map(({ kind }) => kind)] : [],
  );

it.each(['INVITE', 'UPDATE'])(
  '%s: answered once there is a port, and not asked again',
  (method) => {
    dialog.request(method, OFFER + TEXT);
    const { cseq } = dialog;
    vi.advanceTimersByTime(500);
    expect(asked()).toBe(1);
    expect(answerTo(cseq, method)).toBeUndefined();
    addText(PORT);
    expect(answerTo(cseq, method)).toContain('m=text 40002 RTP/AVP 98');
    if (method === 'INVITE') dialog.request('ACK');
    expect(agreed().at(-1)).toEqual(['audio', 'text']);
    dialog.request(method, OFFER + TEXT);
    expect(answerTo(dialog.cseq, method)).toContain('m=text 40002 RTP/AVP 98');
    if (method === 'INVITE') dialog.request('ACK');
    expect(asked()).toBe(1);
  },
);

it('without a port, or an answer, the call goes on without text', () => {
  for (const give of [() => addText(), () => vi.advanceTimersByTime(2_000)]) {
    dialog.request('INVITE', OFFER + TEXT);
    give();
    expect(answerTo(dialog.cseq, 'INVITE')).toContain('m=text 0 RTP/AVP 98');
    dialog.request('ACK');
  }
  expect(agreed().at(-1)).toEqual(['audio']);
  // Too late for that one, and in time for the next.
  addText(PORT);
  dialog.request('INVITE', OFFER + TEXT);
  expect(answerTo(dialog.cseq, 'INVITE')).toContain('m=text 40002');
  dialog.request('ACK');
});

it('another change meanwhile is refused for now', () => {
  dialog.request('INVITE', OFFER + TEXT);
  const first = dialog.cseq;
  dialog.request('UPDATE', OFFER);
  expect(answerTo(dialog.cseq, 'UPDATE')).toMatch(/^SIP\/2\.0 500/);
  addText(PORT);
  expect(answerTo(first, 'INVITE')).toContain('m=text 40002');
  dialog.cseq = first;
  dialog.request('ACK');
});

it('a CANCEL comes too late, as if it had crossed the answer', () => {
  dialog.request('INVITE', OFFER + TEXT);
  const { cseq } = dialog;
  dialog.request('CANCEL');
  expect(answerTo(cseq, 'CANCEL')).toMatch(/^SIP\/2\.0 200/);
  addText(PORT);
  expect(answerTo(cseq, 'INVITE')).toContain('m=text 40002');
  dialog.request('ACK');
  expect(agreed().at(-1)).toEqual(['audio', 'text']);
});

it('a call that ends meanwhile answers both', () => {
  dialog.request('INVITE', OFFER + TEXT);
  const { cseq } = dialog;
  dialog.request('BYE');
  expect(answerTo(dialog.cseq, 'BYE')).toMatch(/^SIP\/2\.0 200/);
  expect(answerTo(cseq, 'INVITE')).toMatch(/^SIP\/2\.0 487/);
  addText(PORT);
  expect(sip.events.at(-1)).toMatchObject({ type: 'ended' });
});
