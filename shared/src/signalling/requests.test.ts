// What the request table accepts and refuses, and that it is consistent.
import { expect, test } from 'vitest';
import { type RequestName, requests } from './requests.ts';

const names = Object.keys(requests) as RequestName[];
const id = '4f0c3a52-6f0e-4a53-9f6d-0d9c1f0a2b11';
const personKey = 'A'.repeat(22);
const opus = { mimeType: 'audio/opus', payloadType: 111, clockRate: 48_000, channels: 2 };
const microphone = { source: 'microphone', rtpParameters: { codecs: [opus] }, isPaused: false };
const joining = { name: 'Anna', profession: '', tracks: [] };
const sha1 = Array.from({ length: 20 }, () => 'AB').join(':');

test('no request is named like a property that every object inherits', () => {
  for (const name of names) expect(name in {}).toBe(false);
});

test.each(names)('the refusals of %s are unique, and none is a common one', (name) => {
  const refusals: readonly string[] = requests[name].refusals;
  expect(new Set(refusals).size).toBe(refusals.length);
  const common = ['unknownRequest', 'invalid', 'tooLarge', 'tooFast', 'internal'];
  expect(refusals.filter((refusal) => common.includes(refusal))).toEqual([]);
});

const good: [RequestName, unknown][] = [
  ['prepare', { callId: '787-544-182', personKey, rtpCapabilities: {} }],
  ['sendMessage', { id, to: 'everybody', text: 'x'.repeat(4_000) }],
  ['sendMessage', { id, to: id, text: ' <b>\n\u202e ' }],
  ['reportPlayback', { reports: [{ of: id, sound: 'played', picture: 'hidden' }] }],
  ['join', joining],
  ['join', { ...joining, profession: 'Läkare', tracks: [microphone] }],
  ['tracksReady', { tracks: [{ participantId: id, source: 'screen' }] }],
  [
    'connectTransport',
    { direction: 'send', dtlsParameters: { fingerprints: [{ algorithm: 'sha-1', value: sha1 }] } },
  ],
  ['leave', {}],
];
test.each(good)('%s accepts %j', (name, body) => {
  expect(requests[name].body.safeParse(body).success).toBe(true);
});

const bad: [RequestName, unknown, string][] = [
  ['prepare', { callId: '78754418', personKey, rtpCapabilities: {} }, 'callId'],
  ['prepare', { callId: 787544182, personKey, rtpCapabilities: {} }, 'callId'],
  ['prepare', { callId: '787544182', personKey }, 'rtpCapabilities'],
  ['prepare', { callId: '787544182', personKey: 'short', rtpCapabilities: {} }, 'personKey'],
  ['sendMessage', { id, to: 'everybody', text: 'x'.repeat(4_001) }, 'text'],
  ['sendMessage', { id, to: 'everybody', text: ' \n ' }, 'text'],
  ['sendMessage', { id, to: 'all', text: 'Hej' }, 'to'],
  ['sendMessage', { id: '1', to: 'everybody', text: 'Hej' }, 'id'],
  ['join', { ...joining, name: 'x'.repeat(61) }, 'name'],
  ['join', { ...joining, name: '\u202ex' }, 'name'],
  ['join', { ...joining, profession: '\u200f' }, 'profession'],
  ['join', { ...joining, tracks: [{ ...microphone, source: 'window' }] }, 'tracks.0.source'],
  ['join', { ...joining, tracks: [microphone, microphone] }, 'tracks'],
  ['join', { ...joining, tracks: Array.from({ length: 5 }, () => microphone) }, 'tracks'],
  ['startTrack', { ...microphone, rtpParameters: { codecs: [] } }, 'rtpParameters.codecs'],
  ['tracksReady', { tracks: [{ participantId: 'x', source: 'screen' }] }, 'tracks.0.participantId'],
  ['connectTransport', { direction: 'up', dtlsParameters: {} }, 'direction'],
  ['leave', null, ''],
];
test.each(bad)('%s refuses %j for its "%s"', (name, body, where) => {
  const parsed = requests[name].body.safeParse(body);
  const [issue] = parsed.error?.issues ?? [];
  expect(issue?.path.join('.')).toBe(where);
});
