// Bodies built to be expensive: as many members, strings and lists as the limits on a packet allow, and slightly
// more.
import type { RequestName } from '@distansmote/shared/signalling/requests.ts';

const id = '4f0c3a52-6f0e-4a53-9f6d-0d9c1f0a2b11';
const personKey = 'A'.repeat(22);

const times = <T>(count: number, one: T): T[] => Array.from({ length: count }, () => one);
const membersOf = (count: number, value: unknown) =>
  Object.fromEntries(Array.from({ length: count }, (_, at) => [`k${at}`, value]));
const codec = (parameters: number) => ({
  mimeType: 'audio/opus',
  kind: 'audio',
  clockRate: 48_000,
  preferredPayloadType: 100,
  payloadType: 100,
  parameters: membersOf(parameters, 0),
});
const preparing = (rtpCapabilities: unknown) => ({
  callId: '787544182',
  personKey,
  rtpCapabilities,
});
const joining = (tracks: unknown) => ({ name: 'A', profession: '', tracks });
const camera = (codecs: unknown) => ({
  source: 'camera',
  isPaused: false,
  rtpParameters: { codecs },
});
const withFeedback = { ...codec(0), rtcpFeedback: times(8, { type: 'x' }) };
const extension = { kind: 'audio', uri: 'x'.repeat(150), preferredId: 1 };
const fingerprint = { algorithm: 'sha-512', value: times(64, 'AB').join(':') };

export const bodies: [RequestName, string, unknown][] = [
  ['prepare', 'a codec of 1,500 parameters', preparing({ codecs: [codec(1_500)] })],
  ['prepare', 'over the limit', preparing({ codecs: [codec(3_000)] })],
  ['prepare', '64 codecs with feedback', preparing({ codecs: times(64, withFeedback) })],
  ['prepare', '40 codecs of 24 parameters', preparing({ codecs: times(40, codec(24)) })],
  ['prepare', '64 empty codecs', preparing({ codecs: times(64, {}) })],
  ['prepare', '64 long header extensions', preparing({ headerExtensions: times(64, extension) })],
  ['prepare', '1,400 unknown members', membersOf(1_400, 0)],
  ['join', '4 tracks of 3 full codecs', joining(times(4, camera(times(3, codec(24)))))],
  ['join', '800 empty tracks', joining(times(800, {}))],
  ['tracksReady', '400 tracks', { tracks: times(400, { participantId: id, source: 'screen' }) }],
  ['tracksReady', '2,400 numbers', { tracks: times(2_400, 0) }],
  [
    'setVideoSizes',
    '200 pictures',
    { pictures: times(200, { participantId: id, source: 'screen', size: 'small' }) },
  ],
  [
    'reportPlayback',
    '100 duplicates',
    { reports: times(100, { of: id, sound: 'played', picture: 'shown' }) },
  ],
  ['sendMessage', '4,000 spaces', { id, to: id, text: ' '.repeat(4_000) }],
  ['sendMessage', '4,000 line breaks', { id, to: id, text: '\n'.repeat(4_000) }],
  ['messagesArrived', '90 ids', { ids: times(90, id) }],
  [
    'knock',
    '60 combining marks',
    { callId: ' -'.repeat(20), personKey, name: '\u0301'.repeat(60), profession: '' },
  ],
  [
    'connectTransport',
    '8 long fingerprints',
    { direction: 'send', dtlsParameters: { fingerprints: times(8, fingerprint) } },
  ],
  ['startTrack', 'a codec of 350 parameters', camera([codec(350)])],
];
