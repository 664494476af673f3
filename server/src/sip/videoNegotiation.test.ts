// Video lines one trait at a time: transport, bandwidth, feedback, direction, content, and what nobody honest writes.
import { describe, expect, it } from 'vitest';
import type { AgreedVideo } from '../rtp/agreedMedia.ts';
import { readOffer } from './sdpNegotiation.ts';

const PLAIN = { isSignallingSecure: false, source: '192.0.2.1' };
const SECURE = { isSignallingSecure: true, source: '192.0.2.1' };
const KEY = 'PS1uQCVeeCFCanVmcjkpPywjNWhcYD0mXXtxaVBR';
const CRYPTO = `a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:${KEY}`;
const H264 = ['a=rtpmap:97 H264/90000', 'a=fmtp:97 profile-level-id=42801f;packetization-mode=1'];

interface Lines {
  session?: readonly string[];
  audio?: readonly string[];
  video?: readonly string[];
}

const sdp = ({ session = [], audio = [], video = [] }: Lines) =>
  [
    'v=0',
    'o=- 1 1 IN IP4 198.51.100.2',
    's=-',
    'c=IN IP4 198.51.100.2',
    ...session,
    't=0 0',
    ...(audio[0]?.startsWith('m=') === true ? [] : ['m=audio 30000 RTP/AVP 8']),
    ...audio,
    ...video,
    '',
  ].join('\r\n');

const videos = (lines: Lines, context = PLAIN) =>
  (readOffer(sdp(lines), context)?.media ?? []).filter(
    (one): one is AgreedVideo => one.kind === 'video',
  );

/** The one video line, with more attributes. */
const one = (attributes: readonly string[], rest: Lines = {}) =>
  videos({ ...rest, video: ['m=video 30002 RTP/AVP 97', ...H264, ...attributes] })[0];

it('a whole line, as agreed', () => {
  expect(one(['a=rtcp-mux', 'a=rtcp-fb:97 nack', 'a=mid:1'])).toEqual({
    kind: 'video',
    mediaLine: 1,
    content: 'main',
    payloadType: 97,
    address: '198.51.100.2',
    port: 30_002,
    rtcpPort: 30_003,
    isRtcpMuxed: true,
    signalledFrom: '192.0.2.1',
    isHearing: true,
    isSending: true,
    remoteSrtpKey: undefined,
    receives: {
      profile: 'constrainedBaseline',
      packetizationMode: 1,
      maxFrameMacroblocks: 3_600,
      maxMacroblocksPerSecond: 108_000,
      maxBitrate: 14_000_000,
    },
    feedback: { nack: true, tmmbr: false },
  });
});

describe('the transport', () => {
  const line = (protocol: string, ...rest: string[]) => [
    `m=video 30002 ${protocol} 97`,
    ...H264,
    ...rest,
  ];

  it.each(['RTP/AVP', 'RTP/AVPF'])('%s is plain', (protocol) => {
    expect(videos({ video: line(protocol) })).toMatchObject([{ remoteSrtpKey: undefined }]);
  });

  it.each(['RTP/SAVP', 'RTP/SAVPF'])('%s needs a key, and a secret way for it', (protocol) => {
    const audio = [`m=audio 30000 ${protocol} 8`, CRYPTO];
    expect(videos({ audio, video: line(protocol, CRYPTO) }, SECURE)).toMatchObject([
      { remoteSrtpKey: KEY },
    ]);
    expect(videos({ video: line(protocol, CRYPTO) }, PLAIN)).toEqual([]);
    expect(videos({ audio, video: line(protocol) }, SECURE)).toEqual([]);
  });

  it('in the clear is not taken beside encrypted audio', () => {
    const audio = ['m=audio 30000 RTP/SAVP 8', CRYPTO];
    expect(videos({ audio, video: line('RTP/AVP') }, SECURE)).toEqual([]);
    const both = [...line('RTP/AVP'), ...line('RTP/SAVP', CRYPTO)];
    expect(videos({ audio, video: both }, SECURE)).toMatchObject([{ mediaLine: 2 }]);
  });

  it.each([
    ['DTLS', ['m=video 30002 UDP/TLS/RTP/SAVPF 97', ...H264]],
    ['port 0', ['m=video 0 RTP/AVP 97', ...H264]],
    ['no H.264', ['m=video 30002 RTP/AVP 96', 'a=rtpmap:96 H265/90000']],
    ['another clock', ['m=video 30002 RTP/AVP 97', 'a=rtpmap:97 H264/9000']],
    ['no rtpmap', ['m=video 30002 RTP/AVP 97']],
    [
      'interleaving only',
      ['m=video 9 RTP/AVP 97', H264[0] ?? '', 'a=fmtp:97 packetization-mode=2'],
    ],
  ])('with %s there is no picture', (_name, video) => {
    expect(videos({ video })).toEqual([]);
  });
});

describe('the bitrate', () => {
  it.each([
    [[], [], 14_000_000],
    [[], ['b=TIAS:2000000'], 2_000_000],
    [[], ['b=AS:2000'], 1_900_000],
    [[], ['b=TIAS:2000000', 'b=AS:1000'], 950_000],
    [['b=AS:1024'], ['b=TIAS:2000000'], 876_800],
    [['b=TIAS:1096000'], ['b=AS:2000'], 1_000_000],
    [['b=CT:4000'], [], 3_704_000],
    [['b=AS:64'], [], 64_000],
    [[], ['b=TIAS:1'], 64_000],
    [[], ['b=TIAS:0', 'b=AS:-5', 'b=RR:0', 'b=AS:x', 'b=X-Y:1'], 14_000_000],
    [[], [`b=TIAS:${'9'.repeat(400)}`, 'b=AS:NaN'], 14_000_000],
  ])('with %j for all and %j for the line is %d', (session, attributes, maxBitrate) => {
    expect(one(attributes, { session })?.receives.maxBitrate).toBe(maxBitrate);
  });
});

it.each([
  [['a=rtcp-fb:* nack pli', 'a=rtcp-fb:* ccm tmmbr'], { nack: false, tmmbr: true }],
  [['a=rtcp-fb:97 nack'], { nack: true, tmmbr: false }],
  [['a=rtcp-fb:* ccm fir tmmbr'], { nack: false, tmmbr: true }],
  [['a=rtcp-fb:* CCM TMMBR smaxpr=120'], { nack: false, tmmbr: true }],
  [['a=rtcp-fb:96 nack', 'a=rtcp-fb:196 nack', 'a=rtcp-fb: nack'], { nack: false, tmmbr: false }],
])('the feedback of %j', (attributes, feedback) => {
  expect(one(attributes)?.feedback).toEqual(feedback);
});

describe('the direction', () => {
  it.each([
    ['sendrecv', 'sendrecv', { isHearing: true, isSending: true }],
    ['sendrecv', 'recvonly', { isHearing: true, isSending: false }],
    ['sendrecv', 'sendonly', { isHearing: false, isSending: true }],
    ['sendrecv', 'inactive', { isHearing: false, isSending: false }],
    ['sendonly', 'sendonly', { isHearing: false, isSending: false }],
  ])('beside audio that is %s, %s', (audio, video, expected) => {
    expect(one([`a=${video}`], { audio: [`a=${audio}`] })).toMatchObject(expected);
  });

  it('of a line that leads to 0.0.0.0 is none', () => {
    const expected = { isHearing: false, isSending: false };
    expect(one(['c=IN IP4 0.0.0.0'])).toMatchObject(expected);
  });
});

describe('the content', () => {
  const line = (...rest: string[]) => ['m=video 30002 RTP/AVP 97', ...H264, ...rest];

  it.each([
    [undefined, ['main']],
    ['main', ['main']],
    ['speaker', ['main']],
    ['slides', ['slides']],
    ['SLIDES,main', ['slides']],
    ['sl', []],
    ['alt', []],
    ['x'.repeat(500), []],
  ])('%s', (content, expected) => {
    const video = line(...(content === undefined ? [] : [`a=content:${content}`]));
    expect(videos({ video }).map((found) => found.content)).toEqual(expected);
  });

  it('comes once each, from the first usable line', () => {
    const video = [
      ...line('a=content:slides'),
      'm=video 0 RTP/AVP 97',
      ...line(),
      ...line(),
      ...line('a=content:slides'),
    ];
    expect(videos({ video }).map(({ mediaLine, content }) => [mediaLine, content])).toEqual([
      [1, 'slides'],
      [3, 'main'],
    ]);
  });
});

describe('the payload type', () => {
  const choice = (...formats: readonly (readonly [number, string])[]) => {
    const types = formats.map(([type]) => type).join(' ');
    const lines = formats.flatMap(([type, parameters]) => [
      `a=rtpmap:${type} h264/90000`,
      `a=fmtp:${type} ${parameters}`,
    ]);
    return videos({ video: [`m=video 9 RTP/AVP ${types}`, ...lines] })[0]?.payloadType;
  };
  const BASE = 'profile-level-id=42801f';
  const HIGH = 'profile-level-id=64001f';
  const MODE_1 = 'packetization-mode=1';

  it('has mode 1 where that is offered, then the simplest profile, then comes first', () => {
    expect(choice([97, BASE], [98, `${BASE};${MODE_1}`])).toBe(98);
    expect(choice([97, BASE], [98, `${HIGH};${MODE_1}`])).toBe(98);
    expect(choice([97, `${HIGH};${MODE_1}`], [98, `${MODE_1};${BASE}`])).toBe(98);
    expect(choice([97, BASE], [98, BASE])).toBe(97);
    expect(choice([97, HIGH])).toBe(97);
    expect(choice([97, 'profile-level-id=7a001f'], [98, BASE])).toBe(98);
  });
});

it.each([
  ['the same payload type many times', `m=video 9 RTP/AVP${' 97'.repeat(500)}`],
  ['payload types that are none', 'm=video 9 RTP/AVP -1 NaN 1e1 128 99999999999999999999 97'],
])('%s is one', (_name, mediaLine) => {
  expect(videos({ video: [mediaLine, ...H264] })).toMatchObject([{ payloadType: 97 }]);
});

it('hundreds of attributes of the line change nothing, and thousands refuse it all', () => {
  const many = (count: number) => Array<string>(count).fill('a=fmtp:97 max-fs=-1;max-mbps=NaN');
  expect(one(many(200))?.receives.maxFrameMacroblocks).toBe(3_600);
  expect(one(many(1_000))).toBeUndefined();
});
