// Several callers at once, from one number or over one trunk: each is a separate person, or hears why they cannot
// join.
import type { CallId, ParticipantId } from '@distansmote/shared/ids.ts';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { createCallIdLookup } from '../src/guessing/callIdLookup.ts';
import { GUESS_LIMITS } from '../src/guessing/guessLimits.ts';
import { HELD } from '../src/limits/limits.ts';
import { createLog } from '../src/platform/log.ts';
import type { CallJoinFlow, CallJoinResult, CallLegParty } from '../src/calls/callJoinFlow.ts';
import { CallLeg } from '../src/calls/callLeg.ts';
import { CallEntrant, type KnownCaller } from '../src/calls/callEntrant.ts';
import type { LobbyEvent, MeetingEvent } from '../src/meetings/events.ts';
import { JoinFlow } from '../src/meetings/join.ts';
import type { Meeting } from '../src/meetings/meeting.ts';
import { phoneIdentity } from '../src/phone/phoneIdentity.ts';
import { callJoinFlowOf } from '@distansmote/testkit/telephone/linkedPhoneTests.ts';
import { sharedServer } from '@distansmote/testkit/server/sharedServer.ts';

const { server, conveneMeeting } = await sharedServer();
const joinFlow = callJoinFlowOf(server);

interface TestVisitor extends CallLegParty {
  events: (MeetingEvent | LobbyEvent)['type'][];
}

function visitor(number: string | undefined, trunk = '192.0.2.1'): TestVisitor {
  const events: TestVisitor['events'] = [];
  return {
    identity: phoneIdentity({ number, trunk }),
    events,
    isGone: false,
    onEvent: ({ type }) => void events.push(type),
    onLobbyEvent: ({ type }) => void events.push(type),
    onTrackOffered: () => undefined,
  };
}

const known = (id: ParticipantId | undefined): KnownCaller => {
  if (id === undefined) throw new Error('nobody');
  return { id, name: { name: 'Elsa', profession: '' }, isLinked: false };
};
const enteredOf = (entry: CallJoinResult) => {
  if (entry.type !== 'entered') throw new Error(`not in the meeting: ${entry.type}`);
  return entry;
};
const personOf = (entry: CallJoinResult) => enteredOf(entry).person;

test('several calls at once from one number are separate people, and none replaces another', async () => {
  const { callId } = await server.makeSpace();
  const visitors = Array.from({ length: 5 }, () => visitor('+46480445511'));
  const entries = await Promise.all(visitors.map((one) => joinFlow.enter(callId, one)));
  const ids = new Set(entries.map((entry) => personOf(entry).id));
  expect(ids.size).toBe(5);
  const meeting = await server.meetings.find(callId);
  expect(meeting?.presentCount).toBe(5);
  for (const { events } of visitors) expect(events).not.toContain('replaced');
  for (const entry of entries) expect(enteredOf(entry).leg.media.track.closed).toBe(false);
});

test('two callers from one number wait side by side in the lobby, and are admitted one by one', async () => {
  const { id, callId } = await server.makeSpace();
  await server.spaces.change(id, { lobby: 'everybody' });
  const visitors = [visitor('+46480445511'), visitor('+46480445511')] as const;
  const [first, second] = [
    await joinFlow.enter(callId, visitors[0]),
    await joinFlow.enter(callId, visitors[1]),
  ];
  if (first.type !== 'waiting' || second.type !== 'waiting') throw new Error('not in the lobby');
  const meeting = await server.meetings.find(callId);
  if (meeting === undefined) throw new Error('no meeting');
  expect(meeting.headcount.inLobby).toBe(2);
  const { id: firstId } = first.entry.guest;
  meeting.decide(firstId, true);
  expect(visitors[0].events).toEqual(['admitted']);
  expect(visitors[1].events).toEqual([]);
  expect(personOf(await joinFlow.enterChecked(callId, visitors[0], known(firstId))).id).toBe(
    firstId,
  );
  // A number can be forged: somebody who was admitted under it must knock again at the next call.
  expect((await joinFlow.enter(callId, visitor('+46480445511'))).type).toBe('waiting');
});

test('known callers enter again without using a guess, however many they are', async () => {
  const { callId } = await server.makeSpace();
  const visitors = Array.from({ length: 45 }, (_, index) => visitor(`+467012345${index + 10}`));
  const ids: ParticipantId[] = [];
  for (const one of visitors) ids.push(personOf(await joinFlow.enter(callId, one)).id);
  await server.meetings.end(callId, 'mediaFailed');
  const back = await Promise.all(
    visitors.map((one, index) => joinFlow.enterChecked(callId, one, known(ids[index]))),
  );
  expect(back.map((entry) => personOf(entry).id)).toEqual(ids);
  // And keeps the name that a convener gave.
  expect(back.map((entry) => personOf(entry).name)).toEqual(ids.map(() => 'Elsa'));
});

test('somebody who was removed cannot enter again from the same number', async () => {
  const { callId } = await server.makeSpace();
  await joinFlow.enter(callId, visitor('+46701234567'));
  const entry = await joinFlow.enter(callId, visitor('+46480445511'));
  const meeting = await server.meetings.find(callId);
  meeting?.moderation.remove(personOf(entry));
  expect(await joinFlow.enter(callId, visitor('+46480445511'))).toEqual({
    type: 'refused',
    refusal: 'removed',
  });
});

test('a space that admits no telephones sounds like a wrong call ID', async () => {
  const { id, callId } = await server.makeSpace();
  await server.spaces.change(id, { admitsPhones: false });
  const unknown = { type: 'refused', refusal: 'callIdUnknown' };
  expect(await joinFlow.enter(callId, visitor(undefined))).toEqual(unknown);
  expect(await joinFlow.enter('999999999' as typeof callId, visitor(undefined))).toEqual(unknown);
});

describe('while somebody joins', () => {
  /** Runs `act` once, at the first look-up for which `isTime` is true. */
  async function during<T>(
    isTime: (meeting: Meeting) => boolean,
    happens: (meeting: Meeting) => void,
    act: () => Promise<T>,
  ): Promise<T> {
    const { spaces, meetings } = server;
    const find = spaces.findByCallId.bind(spaces);
    let hasHappened = false;
    const looking = vi.spyOn(spaces, 'findByCallId').mockImplementation(async (callId) => {
      const meeting = await meetings.find(callId);
      if (!hasHappened && meeting !== undefined && isTime(meeting)) {
        hasHappened = true;
        happens(meeting);
      }
      return find(callId);
    });
    try {
      return await act();
    } finally {
      looking.mockRestore();
      expect(hasHappened).toBe(true);
    }
  }
  const isPrepared = ({ headcount }: Meeting) => headcount.waiting === 1;
  const isEmpty = ({ headcount }: Meeting) => headcount.waiting === 0 && headcount.inLobby === 0;
  const fail = () => {
    throw new Error('the database is away');
  };

  test('the meeting may end: the caller joins the next one after a single look-up, without an announcement', async () => {
    const { callId } = await server.makeSpace();
    const callIdLookup = createCallIdLookup(server.spaces, GUESS_LIMITS, createLog('silent'));
    const lookingUp = vi.spyOn(callIdLookup, 'find');
    const counted = callJoinFlowOf(server, callIdLookup);
    const elsa = visitor('+46701112233');
    const entry = await during(
      isPrepared,
      (meeting) => meeting.end('endedByConvener'),
      () => counted.enter(callId, elsa),
    );
    expect(personOf(entry).legs).toEqual([enteredOf(entry).leg]);
    expect(await server.meetings.find(callId)).toBe(enteredOf(entry).meeting);
    expect(elsa.events).toEqual([]);
    expect(lookingUp).toHaveBeenCalledOnce();
  });

  test('the database may fail: no leg and no meeting stays open', async () => {
    const { callId, id } = await server.makeSpace();
    const enter = () => joinFlow.enter(callId, visitor('+46701112233'));
    await expect(during(isPrepared, fail, enter)).rejects.toThrow('the database is away');
    expect(await server.meetings.find(callId)).toBeUndefined();
    await server.spaces.change(id, { lobby: 'everybody' });
    await expect(during(isEmpty, fail, enter)).rejects.toThrow('the database is away');
    expect(await server.meetings.find(callId)).toBeUndefined();
  });

  test('the meeting may end during a knock: the caller waits in the next one', async () => {
    const { callId, id } = await server.makeSpace();
    await server.spaces.change(id, { lobby: 'everybody' });
    const entry = await during(
      isEmpty,
      (meeting) => meeting.closeIfEmpty(),
      () => joinFlow.enter(callId, visitor('+46701112233')),
    );
    if (entry.type !== 'waiting') throw new Error(`not in the lobby: ${entry.type}`);
    const meeting = await server.meetings.find(callId);
    expect(meeting?.lobbyGuests).toEqual([entry.entry.guest]);
    entry.lobby.leaveLobby(entry.entry);
  });

  test('the leg may be released: it does not join', async () => {
    const { callId } = await server.makeSpace();
    const { spaces, meetings, onEntered } = server;
    const log = createLog('silent');
    const callIdLookup = createCallIdLookup(spaces, GUESS_LIMITS, log);
    const flow = new JoinFlow({ spaces, meetings, onEntered, log });
    await joinFlow.enter(callId, visitor('+46480445511'));
    const elsa = visitor('+46701112233');
    const how = { known: undefined, aliasId: undefined, isChecked: false };
    const entrant = new CallEntrant(callId, elsa, how, { spaces, callIdLookup });
    const prepared = await flow.prepare(
      entrant,
      await flow.checkAdmission(entrant),
      async ({ media }, { id }) =>
        new CallLeg('phone', await media.openAudioUplink(id, { isPaused: false }), undefined, elsa),
    );
    if (prepared.type === 'refused') throw new Error(prepared.refusal);
    const { meeting, leg } = prepared;
    const joining = {
      name: 'Elsa',
      profession: '',
      actor: { kind: 'guest' as const, name: 'Elsa' },
      canModerate: async () => false,
    };
    const joined = await flow.join(entrant, prepared, joining, async () => {
      meeting.leave(leg, 'left');
      return [];
    });
    expect(joined).toEqual({ type: 'refused', refusal: 'gone' });
    expect(meeting.presentCount).toBe(1);
  });
});

describe('while somebody guesses call IDs by telephone', () => {
  const WRONG = '999999999' as CallId;
  let guarded: CallJoinFlow;
  beforeEach(async () => {
    guarded = callJoinFlowOf(server);
    for (let guess = 0; guess < GUESS_LIMITS.phonesTotal; guess += 1) {
      const entry = await guarded.enter(WRONG, visitor(`+4670555${1000 + guess}`));
      expect(entry).toEqual({ type: 'refused', refusal: 'callIdUnknown' });
    }
  });
  const leave = (entry: CallJoinResult) => {
    if (entry.type === 'waiting') entry.lobby.leaveLobby(entry.entry);
  };

  test('a caller with a right call ID waits until a convener admits them, and one with a wrong call ID waits the same way', async () => {
    const { callId, convener } = await conveneMeeting();
    const [elsa, bot] = [visitor('+46701112233'), visitor('+46704445566')];
    const [right, wrong] = [await guarded.enter(callId, elsa), await guarded.enter(WRONG, bot)];
    for (const entry of [right, wrong])
      expect(entry).toMatchObject({ type: 'waiting', isConvenerThere: false });
    const { lobby } = await convener.waitForNotice(
      'lobbyChanged',
      (body) => body.lobby.length === 1,
    );
    expect(lobby[0]).toMatchObject({ kind: 'phone', isUnchecked: true });
    expect([elsa.events, bot.events]).toEqual([[], []]);
    await convener.request('admit', { participantId: lobby[0]?.id as ParticipantId });
    expect(elsa.events).toEqual(['admitted']);
    personOf(await guarded.enterChecked(callId, elsa, known(lobby[0]?.id)));
    leave(wrong);
  });

  test('waiting callers occupy few lines; others can call, and a caller over the limit hears the same prompt', async () => {
    const { callId } = await server.makeSpace();
    const entries: CallJoinResult[] = [];
    for (let call = 0; call < HELD.uncheckedCalls.perProcess; call += 1)
      entries.push(await guarded.enter(WRONG, visitor(`+4670666${1000 + call}`)));
    for (const number of [callId, WRONG])
      expect(await guarded.enter(number, visitor('+46707778899'))).toEqual({
        type: 'refused',
        refusal: 'tooManyGuesses',
      });
    entries.forEach(leave);
    const entry = await guarded.enter(callId, visitor('+46707778899'));
    expect(entry.type).toBe('waiting');
    leave(entry);
  });
});
