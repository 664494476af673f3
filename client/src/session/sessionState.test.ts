// What a session may do in each state, and what states pass on to each other.
import { expect, test } from 'vitest';
import { isInMeeting, nextState, type SessionState, type StepName } from './sessionState.ts';

const entrant = { name: 'Anna', profession: 'Distriktssköterska' };
const EARLY = { opensAt: '2026-12-01T10:00:00Z', startsAt: '2026-12-01T10:30:00Z' };
const form = { type: 'enteringName' } as const;
const joining = { type: 'joining', entrant, form, shows: 'form', isSlow: false } as const;
const inLobby = { type: 'inLobby', entrant, isConvenerThere: false } as const;
const inMeeting = { type: 'inMeeting', entrant, isSignallingLost: false } as const;
const reconnecting = { type: 'reconnecting', entrant } as const;
const ended = { type: 'ended', reason: 'left' } as const;

/** Every transition, with realistic details. */
const steps: { [Name in StepName]: (state: SessionState) => SessionState | undefined } = {
  lookedUp: (state) => nextState(state, 'lookedUp', null),
  foundElsewhere: (state) => nextState(state, 'foundElsewhere'),
  lookUpFailed: (state) => nextState(state, 'lookUpFailed', 'callIdUnknown'),
  wentOn: (state) => nextState(state, 'wentOn'),
  joinStarted: (state) => nextState(state, 'joinStarted', entrant),
  roomShown: (state) => nextState(state, 'roomShown'),
  joinSlowed: (state) => nextState(state, 'joinSlowed'),
  joinFailed: (state) => nextState(state, 'joinFailed', 'meetingFull'),
  lobbyEntered: (state) => nextState(state, 'lobbyEntered', true),
  convenerPresenceChanged: (state) => nextState(state, 'convenerPresenceChanged', true),
  lobbyTold: (state) => nextState(state, 'lobbyTold', { text: 'Snart.', by: 'Karin' }),
  denied: (state) => nextState(state, 'denied', { retryAfterSeconds: 60 }),
  entered: (state) => nextState(state, 'entered'),
  renamed: (state) => nextState(state, 'renamed', { name: 'Anna Ek', profession: '' }),
  signallingLost: (state) => nextState(state, 'signallingLost'),
  signallingResumed: (state) => nextState(state, 'signallingResumed'),
  connectionLost: (state) => nextState(state, 'connectionLost'),
  mediaBlocked: (state) => nextState(state, 'mediaBlocked'),
  mediaConnected: (state) => nextState(state, 'mediaConnected'),
  ended: (state) => nextState(state, 'ended', 'removed'),
  closed: (state) => nextState(state, 'closed'),
};

test.each<[SessionState, string]>([
  [{ type: 'lookingUp' }, 'lookedUp foundElsewhere lookUpFailed closed'],
  [{ type: 'lookUpFailed', problem: 'tooFast' }, 'closed'],
  [{ type: 'openElsewhere' }, 'lookUpFailed wentOn closed'],
  [{ type: 'notYetOpen', ...EARLY }, 'lookedUp lookUpFailed wentOn closed'],
  [form, 'lookUpFailed joinStarted mediaBlocked mediaConnected ended closed'],
  [
    joining,
    'lookUpFailed roomShown joinSlowed joinFailed lobbyEntered denied entered ended closed',
  ],
  [
    inLobby,
    'joinFailed lobbyEntered convenerPresenceChanged lobbyTold denied entered ended closed',
  ],
  [inMeeting, 'renamed signallingLost signallingResumed connectionLost mediaBlocked ended closed'],
  [reconnecting, 'lobbyEntered denied entered renamed ended closed'],
  [{ type: 'denied' }, ''],
  [ended, ''],
  [{ type: 'closed' }, ''],
])('from %j: %s', (state, allowed) => {
  const taken = Object.entries(steps).filter(([, take]) => take(state) !== undefined);
  expect(taken.map(([name]) => name).join(' ')).toBe(allowed);
});

test('a meeting that is not open yet shows when it opens; one that is open asks for the name', () => {
  const lookingUp: SessionState = { type: 'lookingUp' };
  expect(nextState(lookingUp, 'lookedUp', EARLY)).toEqual({ type: 'notYetOpen', ...EARLY });
  expect(nextState(lookingUp, 'lookedUp', null)).toEqual(form);
});

test('participants are known until the meeting is over', () => {
  expect(steps.joinStarted(form)).toEqual(joining);
  expect(steps.entered(joining)).toEqual(inMeeting);
  expect(steps.lobbyEntered(joining)).toEqual({ ...inLobby, isConvenerThere: true });
  expect(steps.entered(inLobby)).toEqual(inMeeting);
  expect(steps.connectionLost(inMeeting)).toEqual(reconnecting);
  expect(steps.lobbyEntered(reconnecting)).toEqual({ ...inLobby, isConvenerThere: true });
});

test('after a reconnect signalling is no longer lost', () => {
  const lost = steps.signallingLost(inMeeting);
  expect(lost).toEqual({ ...inMeeting, isSignallingLost: true });
  const again = lost && steps.connectionLost(lost);
  expect(again && steps.entered(again)).toEqual(inMeeting);
});

test('the message about blocked media stays until it gets through; other problems stay', () => {
  const blocked = steps.mediaBlocked(inMeeting);
  expect(blocked).toEqual({ ...form, problem: 'mediaBlocked' });
  expect(blocked && steps.mediaConnected(blocked)).toEqual(form);
  const full = steps.joinFailed(joining);
  expect(full && steps.mediaConnected(full)).toBe(full);
});

test('the form that was submitted stays while it is shown', () => {
  const failed: SessionState = { type: 'enteringName', problem: 'meetingFull' };
  expect(steps.joinStarted(failed)).toMatchObject({ form: failed, shows: 'form', isSlow: false });
});

test('a reconnecting client is still in the meeting, one in the lobby is not', () => {
  expect([inMeeting, reconnecting, inLobby, joining, ended].map(isInMeeting)).toEqual([
    true,
    true,
    false,
    false,
    false,
  ]);
});

test('a word to the lobby stays while a convener comes or goes; a new name is the one to come back with', () => {
  const word = { text: 'Vi är snart klara.', by: 'Karin' };
  const told = nextState(inLobby, 'lobbyTold', word) ?? ended;
  expect(nextState(told, 'convenerPresenceChanged', true)).toMatchObject({ word });
  const renamed = { name: 'Anna Ek', profession: '', companions: ['Bo'] };
  const after = nextState(inMeeting, 'renamed', renamed) ?? ended;
  expect(nextState(after, 'connectionLost')).toEqual({ type: 'reconnecting', entrant: renamed });
});
