// Every invalid request is refused by name, the socket stays usable, and the meeting beside it is undisturbed.
import { type RequestName, requests } from '@distansmote/shared/signalling/requests.ts';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { expectNoTestToDisturb } from '@distansmote/testkit/browser/bystanders.ts';
import { Page } from '@distansmote/testkit/browser/page.ts';
import { requestBodies } from '@distansmote/testkit/browser/requestBodies.ts';
import { offer, undecodableOffer } from '@distansmote/testkit/browser/trackOffers.ts';
import { sharedServer } from '@distansmote/testkit/server/sharedServer.ts';
import { UNKNOWN_CALL_ID } from '@distansmote/testkit/server/testServer.ts';

const { server } = await sharedServer();
expectNoTestToDisturb(server);
let page: Page;
beforeEach(async () => {
  page = await Page.open(server);
});
afterEach(async () => {
  // Whatever the test did, this socket still works.
  expect(await page.ask('leave', {})).toEqual({ ok: true, reply: {} });
  page.close();
});

const PERSON_KEY = 'A'.repeat(22);
const joining = { name: 'Anna', profession: '', tracks: [] };
/** Valid bodies, so that only the time is wrong. */
const bodies = requestBodies(UNKNOWN_CALL_ID);
const names = Object.keys(requests) as RequestName[];

const beforePrepare: Partial<Record<RequestName, string>> = {
  prepare: 'callIdUnknown',
  connectTransport: 'notPrepared',
  restartIce: 'notPrepared',
  join: 'notPrepared',
  tracksReady: 'notPrepared',
  startTrack: 'notJoined',
  readyToMove: 'notJoined',
  stopTrack: 'notJoined',
  pauseTrack: 'notJoined',
  resumeTrack: 'notJoined',
  raiseHand: 'notJoined',
  lowerHand: 'notJoined',
  sendMessage: 'notJoined',
  readMessages: 'notJoined',
  messagesArrived: 'notJoined',
  requestDialIn: 'notJoined',
  setLinkedPhoneMuted: 'notJoined',
  switchAudioToBrowser: 'notJoined',
  reportPlayback: 'notJoined',
  setVideoSizes: 'notJoined',
  knock: 'callIdUnknown',
  admit: 'notJoined',
  deny: 'notJoined',
  renameMyself: 'notJoined',
  askForSound: 'notJoined',
  lowerHandOf: 'notJoined',
  stopScreenOf: 'notJoined',
  setSpotlight: 'notJoined',
  setSpotlit: 'notJoined',
  setSigning: 'notJoined',
  setRole: 'notJoined',
  writeText: 'notJoined',
  readText: 'notJoined',
  ringUp: 'notJoined',
  readPeopleToRing: 'notJoined',
  ringAgain: 'notJoined',
  cancelRing: 'notJoined',
  sendRingDigits: 'notJoined',
  setRingMe: 'notJoined',
  ringMe: 'notJoined',
  cancelRingMe: 'notJoined',
  startCaptions: 'notJoined',
  stopCaptions: 'notJoined',
  tellLobby: 'notJoined',
  muteParticipant: 'notJoined',
  renameParticipant: 'notJoined',
  muteEverybody: 'notJoined',
  removeParticipant: 'notJoined',
  setLocked: 'notJoined',
  endMeeting: 'notJoined',
  deleteSpace: 'notJoined',
  sendTest: 'notPrepared',
};
/** Granted to everybody. */
const always: RequestName[] = ['leave', 'openTest'];
test.each(names.filter((name) => !always.includes(name)))(
  '%s before prepare is refused',
  async (name) => {
    expect(await page.expectRefusal(name, bodies[name])).toEqual({ code: beforePrepare[name] });
  },
);

test('a waiting client is refused what takes a joined participant', async () => {
  const { callId } = await server.makeSpace();
  await page.prepare(callId);
  for (const name of names.filter((one) => beforePrepare[one] === 'notJoined')) {
    expect(await page.expectRefusal(name, bodies[name])).toEqual({ code: 'notJoined' });
  }
});

test('joining twice is refused, and the first join remains', async () => {
  const { callId } = await server.makeSpace();
  await page.prepare(callId);
  const [first, second] = await Promise.all([page.ask('join', joining), page.ask('join', joining)]);
  expect(first).toEqual({
    ok: true,
    reply: {
      meetingName: 'Vårdplanering',
      participants: [],
      speakerIds: [],
      suppressedIds: [],
      isConvener: false,
      isLocked: false,
      hasMessages: false,
      lobby: [],
      linkedPhone: null,
      pass: expect.stringMatching(/^\d+\.[\w-]{43}$/) as string,
    },
  });
  expect(second).toEqual({ ok: false, refusal: { code: 'alreadyJoined' } });
  await page.request('startTrack', offer('microphone'));
});

test('each source can be sent once', async () => {
  const { callId } = await server.makeSpace();
  await page.enter(callId, 'Anna', [offer('camera')]);
  expect(await page.expectRefusal('startTrack', offer('camera'))).toEqual({
    code: 'alreadyStarted',
  });
  expect(await page.expectRefusal('stopTrack', { source: 'screen' })).toEqual({
    code: 'trackUnknown',
  });
  const twice = [offer('camera'), offer('camera')];
  expect(await page.expectRefusal('join', { ...joining, tracks: twice })).toEqual({
    code: 'invalid',
    where: 'tracks',
  });
});

test.each<[string, unknown]>([
  ['too short', '12345678'],
  ['too long', '1234567890'],
  ['with 0 first', '012345678'],
  ['of letters', 'abcdefghi'],
  ['a number', 123456789],
  ['endless', '1'.repeat(1_000)],
  ['a list', ['123456789']],
])('a call ID that is %s is invalid', async (_, callId) => {
  const refusal = await page.expectRefusal('prepare', {
    callId,
    personKey: PERSON_KEY,
    rtpCapabilities: {},
  });
  expect(refusal).toEqual({ code: 'invalid', where: 'callId' });
});

describe('names', () => {
  const rightToLeft = '\u202e\u200f\u2067';
  test.each<[string, string, unknown]>([
    ['name', '10,000 characters', 'x'.repeat(10_000)],
    ['name', '61 characters', 'x'.repeat(61)],
    ['name', 'only right-to-left marks', rightToLeft],
    ['name', 'right-to-left marks within', `Anna${rightToLeft}annA`],
    ['name', 'zero-width characters', 'An\u200bna'],
    ['name', 'nothing', ''],
    ['name', 'a number', 7],
    ['name', 'nothing at all', undefined],
    ['profession', '10,000 characters', 'x'.repeat(10_000)],
    ['profession', 'right-to-left marks', rightToLeft],
  ])('a %s of %s is invalid', async (field, _, value) => {
    const { callId } = await server.makeSpace();
    await page.prepare(callId);
    expect(await page.expectRefusal('join', { ...joining, [field]: value })).toEqual({
      code: 'invalid',
      where: field,
    });
    await page.request('join', { name: 'Anna', profession: '', tracks: [] });
  });

  test('HTML and right-to-left scripts are names like any other', async () => {
    const { callId } = await server.makeSpace();
    const other = await Page.open(server);
    await page.enter(callId, 'Anna');
    for (const name of ['<img src=x onerror=alert(1)>', 'أحمد', "'; DROP TABLE spaces;--"]) {
      await other.enter(callId, name);
      await page.waitForNotice('participantJoined', ({ participant }) => participant.name === name);
      await other.request('leave', {});
    }
    other.close();
  });
});

describe('invalid media', () => {
  const camera = offer('camera').rtpParameters;
  const sameSsrc = { ...offer('screen'), rtpParameters: camera };
  test.each([
    ['of an unknown codec', undecodableOffer('camera')],
    ['sound sent as a picture', { ...offer('microphone'), source: 'camera' }],
    [
      'without mid or SSRC',
      {
        ...offer('camera'),
        rtpParameters: { codecs: camera.codecs, encodings: [] },
      },
    ],
    [
      'with an unknown payload type',
      {
        ...offer('camera'),
        rtpParameters: { ...camera, encodings: [{ ssrc: 5, codecPayloadType: 33 }] },
      },
    ],
  ])('a track %s is refused, at join and after', async (_, track) => {
    const { callId } = await server.makeSpace();
    await page.prepare(callId);
    const tracks = [offer('screen'), track];
    expect(await page.expectRefusal('join', { ...joining, tracks })).toEqual({
      code: 'mediaRefused',
    });
    await page.request('join', { name: 'Anna', profession: '', tracks: [offer('screen')] });
    expect(await page.expectRefusal('startTrack', track)).toEqual({ code: 'mediaRefused' });
  });

  test('two tracks with the same SSRC are refused', async () => {
    const { callId } = await server.makeSpace();
    await page.enter(callId, 'Anna', [{ ...sameSsrc, source: 'camera' }]);
    expect(await page.expectRefusal('startTrack', sameSsrc)).toEqual({ code: 'mediaRefused' });
  });

  test('a page that can receive nothing is offered nothing', async () => {
    const { callId } = await server.makeSpace();
    const other = await Page.open(server);
    await other.enter(callId, 'Bo', [offer('camera')]);
    const { tracks } = await page.request('prepare', {
      callId,
      personKey: PERSON_KEY,
      rtpCapabilities: {},
    });
    expect(tracks).toEqual([]);
    other.close();
  });
});

/** Replaces every number in these parameters, one at a time, by a fraction. */
function fractions(track: unknown): [string, unknown][] {
  const found: [string, unknown][] = [];
  const walk = (value: unknown, path: string[]) => {
    if (typeof value === 'number') {
      const copy = structuredClone(track);
      let place = copy as Record<string, unknown>;
      for (const step of path.slice(0, -1)) place = place[step] as Record<string, unknown>;
      place[path.at(-1) ?? ''] = value + 0.5;
      found.push([path.join('.'), copy]);
    } else if (typeof value === 'object' && value !== null) {
      for (const [key, inner] of Object.entries(value)) walk(inner, [...path, key]);
    }
  };
  walk(track, []);
  return found;
}

test('a fraction in place of any number is refused or harmless, and the worker continues', async () => {
  const { callId } = await server.makeSpace();
  await page.enter(callId, 'Anna');
  const camera = offer('camera');
  const full = {
    ...camera,
    rtpParameters: {
      ...camera.rtpParameters,
      encodings: [
        {
          ...camera.rtpParameters.encodings?.[0],
          maxBitrate: 1_000,
          maxFramerate: 30,
          scaleResolutionDownBy: 2,
        },
      ],
    },
  };
  const all = fractions(full);
  expect(all.map(([path]) => path)).toContain('rtpParameters.encodings.0.maxBitrate');
  for (const [, track] of all) {
    const answer = await page.ask('startTrack', track);
    if (answer.ok) await page.request('stopTrack', { source: 'camera' });
    else expect(['invalid', 'mediaRefused']).toContain(answer.refusal.code);
  }
});

test('a second track with the same codec, which nobody could receive, is refused', async () => {
  const { callId } = await server.makeSpace();
  await page.enter(callId, 'Anna');
  const camera = offer('camera');
  const [codec] = camera.rtpParameters.codecs;
  if (codec === undefined) throw new Error('no codec');
  const codecs = [codec, { ...codec, payloadType: 99 }];
  const track = { ...camera, rtpParameters: { ...camera.rtpParameters, codecs } };
  expect(await page.expectRefusal('startTrack', track)).toEqual({ code: 'mediaRefused' });
});

test('when more join at once than fit, the rest are refused', async () => {
  const { callId, secret } = await server.makeSpace();
  const pages = await Promise.all(Array.from({ length: 110 }, () => Page.open(server)));
  // With the link, since one address may not fill a meeting by call ID alone.
  for (const one of pages) one.secret = secret;
  // In two batches, since at most fifty joins may be pending.
  const answers = [];
  for (const turn of [pages.slice(0, 45), pages.slice(45, 90)]) {
    await Promise.all(turn.map((one) => one.prepare(callId)));
    answers.push(...(await Promise.all(turn.map((one) => one.ask('join', joining)))));
  }
  const last = pages.slice(90);
  await Promise.all(last.map((one) => one.prepare(callId)));
  answers.push(...(await Promise.all(last.map((one) => one.ask('join', joining)))));
  expect(answers.filter(({ ok }) => ok)).toHaveLength(100);
  expect(
    answers.filter((answer) => !answer.ok && answer.refusal.code === 'meetingFull'),
  ).toHaveLength(10);
  for (const one of pages) one.close();
});

test('a client that opens many pending joins takes none from others', async () => {
  const { callId } = await server.makeSpace();
  const many = await Promise.all(Array.from({ length: 60 }, () => Page.open(server)));
  for (const one of many) await one.prepare(callId);
  await many[0]?.waitForNotice('preparationExpired');
  await page.enter(callId, 'Anna');
  for (const one of many) one.close();
});

test.each([
  ['cname', { rtcp: { cname: 'x\r\na=candidate:1 1 udp 1 192.0.2.1 9 typ host' } }],
  ['msid', { msid: 'x\ny' }],
  ['mid', { mid: '0\r\n' }],
])('a line break in %s, which could inject SDP at others, is refused', async (_, injected) => {
  const { callId } = await server.makeSpace();
  await page.enter(callId, 'Anna');
  const camera = offer('camera');
  const track = { ...camera, rtpParameters: { ...camera.rtpParameters, ...injected } };
  const refusal = await page.expectRefusal('startTrack', track);
  expect(refusal.code).toBe('invalid');
  expect(refusal.where).toMatch(/^rtpParameters\./);
});
