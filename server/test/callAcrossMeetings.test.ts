// A call whose meeting's media fails joins the next meeting with the mute and hand state that its caller chose
// meanwhile.
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { CallId } from '@distansmote/shared/ids.ts';
import { eventually } from '@distansmote/testkit/waiting/eventually.ts';
import { callJoinFlowOf } from '@distansmote/testkit/telephone/linkedPhoneTests.ts';
import { sharedServer } from '@distansmote/testkit/server/sharedServer.ts';
import { Call } from '../src/calls/call.ts';
import { TELEPHONE_SIGHT } from '../src/calls/sight.ts';
import { phoneIdentity } from '../src/phone/phoneIdentity.ts';
import { PromptFiles } from '../src/calls/ivr/promptFiles.ts';
import { MeetingAudioBridge } from '../src/calls/meetingAudioBridge.ts';
import { MeetingBridges } from '../src/calls/meetingBridges.ts';
import { createLog } from '../src/platform/log.ts';
import type { Digit } from '../src/rtp/digit.ts';
import { AudioEngineClient } from '../src/sound/audioEngineClient.ts';
import type { EndpointKey } from '../src/sound/audioMessages.ts';

const log = createLog('silent');
const endpoint = 'endpoint' as EndpointKey;
const engine = new AudioEngineClient(
  { host: '127.0.0.1', firstPort: 0, lastPort: 0, silenceSeconds: 15 },
  { onEvent: () => undefined, onExit: () => undefined },
  log,
);
const { server } = await sharedServer();
beforeAll(async () => {
  engine.start();
  // The thread may take longer to start than a call waits.
  await eventually(async () => (await engine.openEndpoint(endpoint)).port > 0, true);
});
afterAll(async () => {
  await engine.stop();
});

/** Port 9 discards what is sent to it (RFC 863). */
async function answer(): Promise<Call> {
  const call = new Call(
    endpoint,
    {
      identity: phoneIdentity({ number: '+46701112233', trunk: '192.0.2.1' }),
      dialled: undefined,
    },
    {
      joinFlow: callJoinFlowOf(server),
      engine,
      bridges: new MeetingBridges((meeting) => MeetingAudioBridge.open(meeting, engine, log)),
      promptFiles: await PromptFiles.open(server.folder, log),
      picture: undefined,
      sight: TELEPHONE_SIGHT,
      hangUp: () => undefined,
      log,
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

test('a microphone and a hand toggled by keys between two meetings carry over into the next', async () => {
  const { callId } = await server.makeSpace();
  const call = await answer();
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
  await server.meetings.end(callId, 'mediaFailed');
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
});
