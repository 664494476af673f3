// One session's Direkttext: what is told before the answer, when it opens by itself, who is writing, and what is late.
import type { CallId, ParticipantId } from '@distansmote/shared/ids.ts';
import type { Notices } from '@distansmote/shared/signalling/notices.ts';
import type { Reply, RequestName } from '@distansmote/shared/signalling/requests.ts';
import { participantCalled } from '@distansmote/testkit/browser/participant.ts';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { SignallingClient } from '../../platform/signallingClient.ts';
import type { LiveTextSeam } from '../liveTextSeam.ts';
import { createMeetingStore } from '../meetingStore.ts';
import { liveTextOf } from './liveText.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const ME = '11111111-1111-4111-8111-111111111111' as ParticipantId;
const BO = '22222222-2222-4222-8222-222222222222' as ParticipantId;
const NOTHING: Reply<'readText'> = {
  lines: [],
  writing: [],
  lastSeq: 0,
  at: 10,
  dropped: 0,
  began: 1,
};

/** In a meeting with Bo. */
function scene() {
  const meeting = createMeetingStore('787544182' as CallId);
  const me = { id: ME, name: 'Anna', profession: '', isConvener: false } as const;
  meeting.setState({
    sessionState: { type: 'inMeeting', entrant: { name: 'Anna', profession: '' } } as never,
    me: { ...me, handRaisedAt: null, connection: 'good' } as never,
    others: [{ ...participantCalled('Bo', { id: BO }), tracks: {} }],
  });
  const far = { read: [] as ((reply: Reply<'readText'>) => void)[], isCut: false, sent: '' };
  const request = (name: RequestName, body: { text: string }) => {
    if (name === 'readText') return new Promise((resolve) => far.read.push(resolve));
    if (far.isCut) return new Promise(() => undefined);
    far.sent += body.text;
    return Promise.resolve({ at: 11 });
  };
  const seam: LiveTextSeam = { signalling: { request } as unknown as SignallingClient };
  const liveText = liveTextOf(seam, meeting);
  const hear = (text: string, at: number) =>
    seam.listener?.written({ participantId: BO, text, at } satisfies Notices['textWritten']);
  const answer = async (reply: Partial<Reply<'readText'>> = {}) => {
    far.read.shift()?.({ ...NOTHING, ...reply });
    await vi.advanceTimersByTimeAsync(0);
  };
  const state = () => liveText.store.getState();
  return { meeting, far, seam, liveText, hear, answer, state };
}

test('what is told before the answer counts once', async () => {
  const { hear, answer, state } = scene();
  hear('He', 9);
  hear('j', 10);
  hear(' Anna', 12);
  await answer({ writing: [{ participantId: BO, text: 'Hej' }], at: 10 });
  expect(state().live).toEqual([{ id: BO, name: 'Bo', text: 'Hej Anna', isStale: false }]);
});

test('it opens when somebody writes for the first time, and once put away it only counts', async () => {
  const { hear, answer, state, liveText } = scene();
  await answer();
  expect(state().isOpen).toBe(false);
  hear('H', 11);
  expect([state().isOpen, state().openedBy]).toEqual([true, 'Bo']);
  liveText.close();
  hear('ej\u2028Nu', 13);
  expect([state().isOpen, state().unread]).toEqual([false, 1]);
  liveText.toggle();
  expect([state().isOpen, state().unread]).toEqual([true, 0]);
});

test('a page that was loaded anew opens with its own line', async () => {
  const { answer, state } = scene();
  await answer({ writing: [{ participantId: ME, text: 'Jag sk' }], lastSeq: 4 });
  expect([state().isOpen, state().draft, state().openedBy]).toEqual([true, 'Jag sk', undefined]);
});

test('who writes is writing for three seconds', async () => {
  const { hear, answer, meeting, liveText } = scene();
  await answer();
  hear('H', 11);
  await vi.advanceTimersByTimeAsync(2_000);
  liveText.write('Ja');
  expect(meeting.getState().writingIds).toEqual([BO, ME]);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(meeting.getState().writingIds).toEqual([ME]);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(meeting.getState().writingIds).toEqual([]);
});

test('writing all the time is not late, no answer for three seconds is', async () => {
  const { answer, state, liveText, far } = scene();
  await answer();
  let typed = '';
  for (let times = 0; times < 100; times += 1) {
    typed += 'a';
    liveText.write(typed);
    await vi.advanceTimersByTimeAsync(90);
    expect(state().isLate).toBe(false);
  }
  far.isCut = true;
  liveText.write(`${typed}b`);
  await vi.advanceTimersByTimeAsync(4_000);
  expect(state().isLate).toBe(true);
});

test('lines that are pasted end, the last of them stays in the field', async () => {
  const { answer, state, liveText, far } = scene();
  await answer();
  expect(liveText.write('ett\r\ntv\u00e5\n\ntre')).toBe('tre');
  expect(state().lines.map(({ text, isMine }) => [text, isMine])).toEqual([
    ['ett', true],
    ['två', true],
  ]);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(far.sent).toBe('ett\u2028två\u2028tre');
});
