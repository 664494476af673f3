// A call whose meeting is lost or moves goes on in the next, with the mute and hand state that its caller chose meanwhile; from
// a lobby it asks anew.
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { CallId } from '@distansmote/shared/ids.ts';
import { eventually } from '@distansmote/testkit/waiting/eventually.ts';
import { callJoinFlowOf } from '@distansmote/testkit/telephone/linkedPhoneTests.ts';
import { sharedServer } from '@distansmote/testkit/server/sharedServer.ts';
import { Call } from '../src/calls/call.ts';
import { CallPresence } from '../src/calls/callPresence.ts';
import type { Goal, Presence, PresenceListener } from '../src/calls/presence.ts';
import { phoneIdentity } from '../src/phone/phoneIdentity.ts';
import { PromptFiles } from '../src/calls/ivr/promptFiles.ts';
import { MeetingAudio } from '../src/calls/meetingAudio.ts';
import { MeetingAudioBridge } from '../src/calls/meetingAudioBridge.ts';
import { MeetingBridges } from '../src/calls/meetingBridges.ts';
import { RoamingPresence } from '../src/cluster/lines/roamingPresence.ts';
import { presenceSender } from '../src/cluster/lines/presenceEvents.ts';
import { meetingState } from '../src/meetings/meetingState.ts';
import { RETURN_MS } from '../src/meetings/returning.ts';
import { createLog } from '../src/platform/log.ts';
import type { Digit } from '../src/rtp/digit.ts';
import { AudioEngineClient } from '../src/sound/audioEngineClient.ts';
import type { EndpointKey } from '../src/sound/audioMessages.ts';

const log = createLog('silent');
const endpoint = 'endpoint' as EndpointKey;
const IDENTITY = phoneIdentity({ number: '+46701112233', trunk: '192.0.2.1' });
const engine = new AudioEngineClient(
  { host: '127.0.0.1', firstPort: 0, lastPort: 0, silenceSeconds: 15 },
  { onEvent: () => undefined, onExit: () => undefined },
  log,
);
const { server } = await sharedServer();
/** Of calls whose meeting has moved. */
const goals: Goal[] = [];
const hangUp = () => undefined;
beforeAll(async () => {
  engine.start();
  // The thread may take longer to start than a call waits.
  await eventually(async () => (await engine.openEndpoint(endpoint)).port > 0, true);
});
afterAll(async () => {
  await engine.stop();
});

function openHere(
  listener: PresenceListener,
  onElsewhere: (goal: Goal) => void = (goal) => void goals.push(goal),
): CallPresence {
  const bridges = new MeetingBridges((meeting) => MeetingAudioBridge.open(meeting, engine, log));
  return new CallPresence(IDENTITY, {
    listener,
    joinFlow: callJoinFlowOf(server),
    audio: new MeetingAudio(endpoint, engine, bridges),
    picture: undefined,
    pictureLimit: undefined,
    onElsewhere,
    hangUp,
    log,
  });
}

/** As in a cluster in which this server holds the next meeting too. */
function openRoaming(listener: PresenceListener): RoamingPresence {
  const presence: RoamingPresence = new RoamingPresence({
    key: endpoint,
    identity: IDENTITY,
    listener,
    here: openHere(listener, (goal) => void presence.enterAnew(goal)),
    pictureState: undefined,
    pictureLimit: undefined,
    placeOf: () => Promise.resolve('here'),
    log,
  });
  return presence;
}

/** Port 9 discards what is sent to it (RFC 863). */
async function answer(openPresence: (listener: PresenceListener) => Presence): Promise<Call> {
  const call = new Call(
    endpoint,
    { identity: IDENTITY, entry: { type: 'asked' } },
    {
      engine,
      promptFiles: await PromptFiles.open(server.folder, log),
      picture: undefined,
      openPresence,
      onTextDropped: () => undefined,
      hasRoomForWideband: () => false,
      hangUp,
    },
  );
  const audio = {
    kind: 'audio',
    mediaLine: 0,
    address: '127.0.0.1',
    port: 9,
    rtcpPort: 9,
    isRtcpMuxed: true,
    signalledFrom: '127.0.0.1',
    isHearing: true,
    isSending: true,
    remoteSrtpKey: undefined,
    codec: 'PCMA',
    payloadType: 8,
    digitsPayloadType: undefined,
    packetMs: 20,
  } as const;
  call.mediaAgreed([audio], undefined);
  return call;
}

function key(call: Call, digits: string): void {
  for (const digit of digits) call.digit(digit as Digit, 'info');
}

const personIn = async (callId: CallId) => (await server.meetings.find(callId))?.persons[0];

test.each(['mediaFailed', 'moved'] as const)(
  'a microphone and a hand toggled by keys between two meetings carry over into the next (%s)',
  async (reason) => {
    const { callId } = await server.makeSpace();
    const call = await answer(openRoaming);
    key(call, `${callId}#`);
    await eventually(async () => (await personIn(callId))?.kind, 'phone');
    const { spaces } = server;
    const find = spaces.findByCallId.bind(spaces);
    const isLookedUp = Promise.withResolvers<void>();
    const mayGoOn = Promise.withResolvers<void>();
    const looking = vi.spyOn(spaces, 'findByCallId').mockImplementation(async (sought) => {
      isLookedUp.resolve();
      await mayGoOn.promise;
      return find(sought);
    });
    await server.meetings.end(callId, reason);
    await isLookedUp.promise;
    key(call, '*1*6');
    mayGoOn.resolve();
    looking.mockRestore();
    await eventually(async () => typeof (await personIn(callId))?.handRaisedAt, 'number');
    const person = await personIn(callId);
    expect(person?.microphone.isMuted).toBe(true);
    await eventually(() => person?.microphoneTrack?.isPaused, true);
    call.ended('left');
    expect(await server.meetings.find(callId)).toBeUndefined();
  },
);

const waitingIn = async (callId: CallId) => (await server.meetings.find(callId))?.lobbyGuests ?? [];

async function knock(openPresence: (listener: PresenceListener) => Presence) {
  const { id, callId } = await server.makeSpace();
  await server.spaces.change(id, { lobby: 'everybody' });
  const call = await answer(openPresence);
  key(call, `${callId}#`);
  await eventually(async () => (await waitingIn(callId)).length, 1);
  return { callId, call, guests: await waitingIn(callId) };
}

test('who waits in a lobby when the meeting moves waits in that of the next, as who they were', async () => {
  const { callId, call, guests } = await knock(openRoaming);
  await server.meetings.end(callId, 'moved');
  await eventually(async () => (await waitingIn(callId)).length, 1);
  expect(await waitingIn(callId)).toEqual(guests);
  call.ended('left');
  expect(await server.meetings.find(callId)).toBeUndefined();
});

test('a meeting that has moved is gone after, wherever it is: as the same person, or from its lobby, where they ask anew', async () => {
  const { callId } = await server.makeSpace();
  const call = await answer(openHere);
  key(call, `${callId}#`);
  await eventually(async () => (await personIn(callId))?.kind, 'phone');
  const id = (await personIn(callId))?.id;
  key(call, '*1');
  const waiting = await knock(openHere);
  await server.meetings.end(callId, 'moved');
  await eventually(() => goals.length, 1);
  await server.meetings.end(waiting.callId, 'moved');
  await eventually(() => goals.length, 2);
  expect(goals).toMatchObject([
    { callId, known: { id, isLinked: false }, isHandRaised: true, wasWaiting: false },
    { callId: waiting.callId, known: undefined, isHandRaised: false, wasWaiting: true },
  ]);
  call.ended('left');
  waiting.call.ended('left');
});

test('the first who is back in a meeting that has moved is not alone there, unless the others do not come back', async () => {
  const { callId } = await server.makeSpace();
  const told: unknown[] = [];
  const presence = openHere(presenceSender((happened) => told.push(happened)));
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  try {
    const anna = { id: crypto.randomUUID(), name: 'Anna', displayName: 'Anna', isConvener: false };
    await server.meetings.open(callId, meetingState.parse({ persons: [anna] }));
    const goal = { callId, known: undefined, isHandRaised: false, wasWaiting: false };
    expect(await presence.enterAt(goal)).toMatchObject({ type: 'entered', others: 1 });
    expect(presence.headcount).toBe(1);
    vi.advanceTimersByTime(RETURN_MS);
    expect(told).toEqual([{ type: 'othersChanged', others: 0 }]);
  } finally {
    vi.useRealTimers();
    presence.close('left');
  }
});
