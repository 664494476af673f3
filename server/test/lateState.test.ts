// A meeting whose last state comes after the first of its people: what was done at the other server meanwhile counts.
import type { CallId, ParticipantId } from '@distansmote/shared/ids.ts';
import { expect, test, vi } from 'vitest';
import { WAIT_OPTIONS } from '@distansmote/testkit/browser/page.ts';
import { sharedServer } from '@distansmote/testkit/server/sharedServer.ts';
import { waitFor } from '@distansmote/testkit/waiting/waitFor.ts';
import { CallLeg } from '../src/calls/callLeg.ts';
import { type Entrant, JoinFlow } from '../src/meetings/join.ts';
import type { Meeting } from '../src/meetings/meeting.ts';
import { type MeetingState, meetingState } from '../src/meetings/meetingState.ts';
import { createLog } from '../src/platform/log.ts';

const { server, open, conveneMeeting } = await sharedServer();

/** As it comes over the wire. */
async function stateOf(callId: CallId, isPreliminary: boolean): Promise<MeetingState> {
  const state = (await server.meetings.find(callId))?.handOver();
  return meetingState.parse({ ...JSON.parse(JSON.stringify(state)), isPreliminary });
}

/** As another server would, to which it moves. */
async function openWith(callId: CallId, state: MeetingState): Promise<Meeting> {
  await server.meetings.end(callId, 'mediaFailed');
  return server.meetings.open(callId, state);
}

/** Somebody waits for the last state. */
function waitedFor({ arrival }: Meeting) {
  const awaited = vi.spyOn(arrival, 'awaited', 'get');
  return () => waitFor(() => expect(awaited).toHaveBeenCalled(), WAIT_OPTIONS);
}

/** Of whom only their id is known. */
function entrantOf(callId: CallId, id: ParticipantId): Entrant {
  return {
    callId,
    kind: 'browser',
    isGone: false,
    lookUp: () => server.spaces.findByCallId(callId),
    claim: (_, meeting) => ({
      id,
      standing: meeting?.memory.standingOf(id) ?? 'new',
      isConvener: false,
      hasSecret: false,
      hasPass: false,
      strangerFrom: undefined,
      browserId: undefined,
    }),
    pay: () => undefined,
    lobbyEntry: () => ({
      guest: { id, kind: 'browser', name: 'Lars', profession: '' },
      address: '192.0.2.1',
      tell: () => undefined,
    }),
    releasePrevious: () => undefined,
  };
}

const joinFlow = new JoinFlow({
  spaces: server.spaces,
  meetings: server.meetings,
  onEntered: server.onEntered,
  log: createLog('silent'),
});

test('who is removed meanwhile and has prepared already is not told of any track', async () => {
  const { callId, convener } = await conveneMeeting();
  const [anna, bo] = [await open(), await open()];
  await anna.enter(callId, 'Anna');
  const { participantId: boId } = await bo.enter(callId, 'Bo');
  const first = await stateOf(callId, true);
  await convener.request('removeParticipant', { participantId: boId });
  const last = await stateOf(callId, false);

  const meeting = await openWith(callId, first);
  await bo.waitForNotice('removed');
  bo.notices.length = 0;
  await bo.prepare(callId);
  await anna.prepare(callId);
  await convener.prepare(callId);
  meeting.arrival.take(last);
  await bo.waitForNotice('removed');
  expect(meeting.headcount.waiting).toBe(2);
  const refusal = await bo.expectRefusal('join', { name: 'Bo', profession: '', tracks: [] });
  expect(refusal.code).toBe('notPrepared');
  await anna.request('join', { name: 'Anna', profession: '', tracks: [] });
  await convener.request('join', { name: 'Karin', profession: '', tracks: [] });
  expect(meeting.presentCount).toBe(2);
});

test('who is let in meanwhile need not be let in again, and who is not waits', async () => {
  const { callId, convener } = await conveneMeeting({ lobby: 'everybody' });
  const [lars, olle] = [await open(), await open()];
  await lars.knock(callId, 'Lars');
  const { lobby } = await convener.waitForNotice('lobbyChanged', (body) => body.lobby.length > 0);
  const larsId = lobby[0]?.id as ParticipantId;
  const first = await stateOf(callId, true);
  await convener.request('admit', { participantId: larsId });
  const last = await stateOf(callId, false);

  const meeting = await openWith(callId, first);
  const until = waitedFor(meeting);
  const knocks = [lars.knock(callId, 'Lars'), olle.knock(callId, 'Olle')];
  await until();
  meeting.arrival.take(last);
  const [toLars, toOlle] = await Promise.all(knocks);
  expect(toLars?.isAdmitted).toBe(true);
  expect(toOlle?.isAdmitted).toBe(false);
  await lars.enter(callId, 'Lars');

  const next = await openWith(callId, first);
  const untilNext = waitedFor(next);
  // As where nobody had opened it when admission was checked.
  const knock = joinFlow.knock(entrantOf(callId, larsId), 'needsLobby');
  await untilNext();
  next.arrival.take(last);
  expect(await knock).toEqual({ type: 'admitted' });
});

test('nobody comes in once the meeting is about to leave, however far they have got', async () => {
  const { callId } = await server.makeSpace();
  const entrant = entrantOf(callId, 'lars' as ParticipantId);
  const telephone = { onEvent: () => undefined, onTrackOffered: () => undefined };
  const prepared = await joinFlow.prepare(
    entrant,
    await joinFlow.checkAdmission(entrant),
    async ({ media }, { id }) =>
      new CallLeg(
        'phone',
        await media.openAudioUplink(id, { isPaused: false }),
        undefined,
        telephone,
      ),
  );
  if (prepared.type === 'refused') throw new Error(prepared.refusal);
  const { meeting } = prepared;
  const joining = {
    name: 'Lars',
    profession: '',
    actor: { kind: 'guest' as const, name: 'Lars' },
    canModerate: async () => false,
  };
  const joined = await joinFlow.join(entrant, prepared, joining, async () => {
    await meeting.departure.prepare(1);
    return [];
  });
  expect(joined).toEqual({ type: 'refused', refusal: 'gone' });
  expect(meeting.presentCount).toBe(0);
  await server.meetings.end(callId, 'moved');
});
