// Each wrong request is refused by its name, the socket goes on, and the meeting beside it notices nothing.
import { type RequestName, requests } from '@distansmote/shared/signalling/requests.ts';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Bystanders, meetBeside } from './support/bystanders.ts';
import { Page } from './support/page.ts';
import { dtlsParameters, offer, undecodableOffer } from './support/rtp.ts';
import { startTestServer, type TestServer, UNKNOWN_CALL_ID } from './support/testServer.ts';

let server: TestServer;
let beside: Bystanders;
let page: Page;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());
beforeEach(async () => {
  beside = await meetBeside(server);
  page = await Page.open(server);
});
afterEach(async () => {
  // Whatever the test did, this socket goes on as well.
  expect(await page.ask('leave', {})).toEqual({ ok: true, reply: {} });
  await beside.expectUndisturbed();
  page.close();
  beside.close();
});

const PARTICIPANT = '4f0c3a52-6f0e-4a53-9f6d-0d9c1f0a2b11';
const joining = { name: 'Anna', profession: '', tracks: [] };
const microphone = { source: 'microphone' };
/** Bodies that are right, so that only the moment is wrong. */
const bodies: Record<RequestName, unknown> = {
  prepare: { callId: UNKNOWN_CALL_ID, rtpCapabilities: {} },
  connectTransport: { direction: 'send', dtlsParameters },
  join: joining,
  tracksReady: { tracks: [{ participantId: PARTICIPANT, source: 'camera' }] },
  startTrack: offer('microphone'),
  stopTrack: microphone,
  pauseTrack: microphone,
  resumeTrack: microphone,
  leave: {},
};
const names = Object.keys(requests) as RequestName[];

const beforePrepare: Partial<Record<RequestName, string>> = {
  prepare: 'callIdUnknown',
  connectTransport: 'notPrepared',
  join: 'notPrepared',
  tracksReady: 'notPrepared',
  startTrack: 'notJoined',
  stopTrack: 'notJoined',
  pauseTrack: 'notJoined',
  resumeTrack: 'notJoined',
};
test.each(names.filter((name) => name !== 'leave'))(
  '%s before prepare is refused',
  async (name) => {
    expect(await page.refused(name, bodies[name])).toEqual({ code: beforePrepare[name] });
  },
);

test('what belongs to a joined participant is refused to one who waits', async () => {
  const { callId } = await server.makeSpace();
  await page.prepare(callId);
  for (const name of ['startTrack', 'stopTrack', 'pauseTrack', 'resumeTrack'] as const) {
    expect(await page.refused(name, bodies[name])).toEqual({ code: 'notJoined' });
  }
});

test('preparing twice and joining twice are refused, and the first stands', async () => {
  const { callId } = await server.makeSpace();
  const { rtpCapabilities } = server.mediaWorkers;
  await page.prepare(callId);
  expect(await page.refused('prepare', { callId, rtpCapabilities })).toEqual({
    code: 'alreadyPrepared',
  });
  const [first, second] = await Promise.all([page.ask('join', joining), page.ask('join', joining)]);
  expect(first).toEqual({ ok: true, reply: { participants: [] } });
  expect(second).toEqual({ ok: false, refusal: { code: 'alreadyJoined' } });
  await page.request('startTrack', offer('microphone'));
});

test('a source is sent once', async () => {
  const { callId } = await server.makeSpace();
  await page.enter(callId, 'Anna', [offer('camera')]);
  expect(await page.refused('startTrack', offer('camera'))).toEqual({ code: 'alreadyStarted' });
  expect(await page.refused('stopTrack', { source: 'screen' })).toEqual({ code: 'trackUnknown' });
  const twice = [offer('camera'), offer('camera')];
  expect(await page.refused('join', { ...joining, tracks: twice })).toEqual({
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
  const refusal = await page.refused('prepare', { callId, rtpCapabilities: {} });
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
    expect(await page.refused('join', { ...joining, [field]: value })).toEqual({
      code: 'invalid',
      where: field,
    });
    await page.request('join', { name: 'Anna', profession: '', tracks: [] });
  });

  test('HTML and all that is written from right to left are names like any other', async () => {
    const { callId } = await server.makeSpace();
    const other = await Page.open(server);
    await page.enter(callId, 'Anna');
    for (const name of ['<img src=x onerror=alert(1)>', 'أحمد', "'; DROP TABLE spaces;--"]) {
      await other.enter(callId, name);
      await page.told('participantJoined', ({ participant }) => participant.name === name);
      await other.request('leave', {});
    }
    other.close();
  });
});

describe('media that is no good', () => {
  const camera = offer('camera').rtpParameters;
  const sameSsrc = { ...offer('screen'), rtpParameters: camera };
  test.each([
    ['of an unknown codec', undecodableOffer('camera')],
    ['sound sent as a picture', { ...offer('microphone'), source: 'camera' }],
    [
      'that nothing tells from others',
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
    expect(await page.refused('join', { ...joining, tracks })).toEqual({ code: 'mediaRefused' });
    await page.request('join', { name: 'Anna', profession: '', tracks: [offer('screen')] });
    expect(await page.refused('startTrack', track)).toEqual({ code: 'mediaRefused' });
  });

  test('two tracks with the same SSRC are refused', async () => {
    const { callId } = await server.makeSpace();
    await page.enter(callId, 'Anna', [{ ...sameSsrc, source: 'camera' }]);
    expect(await page.refused('startTrack', sameSsrc)).toEqual({ code: 'mediaRefused' });
  });

  test('a page that can receive nothing is offered nothing', async () => {
    const { callId } = await server.makeSpace();
    const other = await Page.open(server);
    await other.enter(callId, 'Bo', [offer('camera')]);
    const { tracks } = await page.request('prepare', { callId, rtpCapabilities: {} });
    expect(tracks).toEqual([]);
    other.close();
  });
});

test.each([
  ['cname', { rtcp: { cname: 'x\r\na=candidate:1 1 udp 1 192.0.2.1 9 typ host' } }],
  ['msid', { msid: 'x\ny' }],
  ['mid', { mid: '0\r\n' }],
])('a line break in %s, which others would read in their SDP, is refused', async (_, injected) => {
  const { callId } = await server.makeSpace();
  await page.enter(callId, 'Anna');
  const camera = offer('camera');
  const track = { ...camera, rtpParameters: { ...camera.rtpParameters, ...injected } };
  const refusal = await page.refused('startTrack', track);
  expect(refusal.code).toBe('invalid');
  expect(refusal.where).toMatch(/^rtpParameters\./);
});
