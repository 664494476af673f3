// What room systems' offers and answers become in a call that is answered with pictures.
import { describe, expect, it } from 'vitest';
import {
  CISCO_ROOM_KIT,
  CISCO_ROOM_KIT_SRTP,
  HDX_WITH_SLIDES,
  LINPHONE_TEXT,
  mediaLinesOf,
  OFFERED_KEY,
  PEXIP,
  POLY_X30,
  POLYCOM_HDX,
  type RoomSystemOffer,
  sdpOf,
  YEALINK_VC800,
} from '@distansmote/testkit/telephone/roomSystemOffers.ts';
import type { AgreedVideo } from '../rtp/agreedMedia.ts';
import { LocalSdp, type LocalTransports } from './localSdp.ts';
import { limitedTo, type Negotiation, readAnswer, readOffer } from './sdpNegotiation.ts';

const OPEN = { isSignallingSecure: false, source: '192.0.2.1' };
const SECURE = { isSignallingSecure: true, source: '192.0.2.1' };
const srtpKey = 'WVNfX19zZW1jdGwgKCkgewkyMjA7fQp9CnVubGVz';
const WITH_VIDEO: LocalTransports = {
  audio: { port: 40_000, srtpKey },
  video: { port: 40_002, srtpKey },
};
const WITH_SLIDES: LocalTransports = { ...WITH_VIDEO, slides: { port: 40_004, srtpKey } };

function read(offer: RoomSystemOffer, context = OPEN, local = WITH_SLIDES): Negotiation {
  const negotiation = readOffer(sdpOf(offer), context);
  if (negotiation === undefined) throw new Error('not accepted');
  return limitedTo(negotiation, local);
}

const videos = ({ media }: Negotiation) =>
  media.filter((one): one is AgreedVideo => one.kind === 'video');

/** The lines of one medium of an answer, without its m= line. */
function section(sdp: string, start: string): string[] {
  const lines = sdp.split('\r\n');
  const at = lines.findIndex((line) => line.startsWith(start));
  const rest = lines.slice(at + 1);
  const end = rest.findIndex((line) => line.startsWith('m=') || line === '');
  return rest.slice(0, end);
}

const LEVEL_2_2 = { packetizationMode: 1, profile: 'constrainedBaseline' };

describe.each([
  [
    'Cisco Room Kit',
    CISCO_ROOM_KIT,
    OPEN,
    { mediaLine: 1, content: 'main', payloadType: 126, address: '192.0.2.20', port: 2336 },
    // AS:6000 of the session, less headers and audio, is more than max-br.
    {
      ...LEVEL_2_2,
      maxFrameMacroblocks: 9_000,
      maxMacroblocksPerSecond: 245_000,
      maxBitrate: 5_000_000,
    },
    { nack: false, tmmbr: true },
    'm=video 40002 RTP/AVP 126',
    [
      'a=fmtp:126 profile-level-id=428016;packetization-mode=1;max-fs=3600;max-mbps=108000;max-br=14000',
      'a=rtcp-fb:* nack pli',
      'a=rtcp-fb:* ccm fir',
      'a=rtcp-fb:* ccm tmmbr',
      'a=content:main',
      'a=label:11',
      'a=sendrecv',
    ],
  ],
  [
    'Poly X30',
    POLY_X30,
    OPEN,
    { mediaLine: 1, content: 'main', payloadType: 109 },
    {
      ...LEVEL_2_2,
      maxFrameMacroblocks: 3_600,
      maxMacroblocksPerSecond: 245_760,
      maxBitrate: 3_795_200,
    },
    { nack: false, tmmbr: true },
    'm=video 40002 RTP/AVP 109',
    [
      'a=fmtp:109 profile-level-id=42801f;packetization-mode=1',
      'a=rtcp-fb:* ccm fir',
      'a=rtcp-fb:* ccm tmmbr',
      'a=sendrecv',
    ],
  ],
  [
    'Polycom HDX, which knows mode 0 only',
    POLYCOM_HDX,
    OPEN,
    { mediaLine: 1, content: 'main', payloadType: 109 },
    {
      profile: 'constrainedBaseline',
      packetizationMode: 0,
      maxFrameMacroblocks: 3_600,
      maxMacroblocksPerSecond: 108_000,
      maxBitrate: 1_728_000,
    },
    { nack: false, tmmbr: true },
    'm=video 40002 RTP/AVP 109',
    [
      'a=fmtp:109 profile-level-id=42800d;packetization-mode=0;max-fs=3600;max-mbps=108000;max-br=14000',
      'a=rtcp-fb:* ccm fir',
      'a=rtcp-fb:* ccm tmmbr',
      'a=sendrecv',
    ],
  ],
  [
    'Yealink VC800, whose only mode 1 is high profile',
    YEALINK_VC800,
    OPEN,
    { mediaLine: 1, content: 'main', payloadType: 98 },
    {
      profile: 'high',
      packetizationMode: 1,
      maxFrameMacroblocks: 8_192,
      maxMacroblocksPerSecond: 245_000,
      maxBitrate: 1_849_600,
    },
    { nack: false, tmmbr: false },
    'm=video 40002 RTP/AVP 98',
    [
      'a=fmtp:98 profile-level-id=64001f;packetization-mode=1',
      'a=rtcp-fb:* nack pli',
      'a=rtcp-fb:* ccm fir',
      'a=content:main',
      'a=label:1',
      'a=sendrecv',
    ],
  ],
  [
    'Pexip',
    PEXIP,
    OPEN,
    { mediaLine: 1, content: 'main', payloadType: 97 },
    {
      ...LEVEL_2_2,
      maxFrameMacroblocks: 5_120,
      maxMacroblocksPerSecond: 216_000,
      maxBitrate: 3_704_000,
    },
    { nack: false, tmmbr: false },
    'm=video 40002 RTP/AVP 97',
    [
      'a=fmtp:97 profile-level-id=42e01f;packetization-mode=1',
      'a=rtcp-fb:* nack pli',
      'a=rtcp-fb:* ccm fir',
      'a=content:main',
      'a=label:1',
      'a=sendrecv',
    ],
  ],
  [
    'Linphone, whose feedback is all for VP8',
    LINPHONE_TEXT,
    OPEN,
    { mediaLine: 2, content: 'main', payloadType: 97 },
    {
      profile: 'constrainedBaseline',
      packetizationMode: 0,
      maxFrameMacroblocks: 3_600,
      maxMacroblocksPerSecond: 108_000,
      maxBitrate: 14_000_000,
    },
    { nack: false, tmmbr: false },
    'm=video 40002 RTP/AVPF 97',
    ['a=fmtp:97 profile-level-id=42801f;packetization-mode=0', 'a=sendrecv'],
  ],
  [
    'Cisco Room Kit over TLS',
    CISCO_ROOM_KIT_SRTP,
    SECURE,
    { mediaLine: 1, payloadType: 126, remoteSrtpKey: OFFERED_KEY },
    { packetizationMode: 1 },
    { tmmbr: true },
    'm=video 40002 RTP/SAVP 126',
    [`a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:${srtpKey}`, 'a=sendrecv'],
  ],
] as const)('%s', (_name, offer, context, agreed, receives, feedback, mediaLine, lines) => {
  it('gets a picture as it can decode it, and is told what we can', () => {
    const negotiation = read(offer, context);
    const [main] = videos(negotiation);
    expect(main).toMatchObject({ ...agreed, isHearing: true, isSending: true, receives, feedback });
    const answer = new LocalSdp('203.0.113.5', WITH_SLIDES).answerTo(negotiation);
    expect(mediaLinesOf(answer)).toContain(mediaLine);
    expect(section(answer, mediaLine)).toEqual(
      expect.arrayContaining(['b=TIAS:2048000', 'b=AS:2156', ...lines]),
    );
    const named = (all: readonly string[]) => all.filter((line) => line.startsWith('a=rtcp-fb'));
    if (context === OPEN && named(lines).length > 0) {
      expect(named(section(answer, mediaLine))).toEqual(named(lines));
    }
  });

  it('keeps its payload type when the next offer is ours', () => {
    const own = new LocalSdp('203.0.113.5', WITH_SLIDES);
    own.answerTo(read(offer, context));
    const ours = own.offer(context === SECURE);
    expect(mediaLinesOf(ours)).toContain(mediaLine);
    const back = readAnswer(ours, ours, context);
    expect(back && videos(back)[0]).toMatchObject({ payloadType: agreed.payloadType });
  });
});

it.each([
  ['Cisco Room Kit', CISCO_ROOM_KIT, 3, 'm=video 40004 RTP/AVP 126'],
  ['Polycom HDX', HDX_WITH_SLIDES, 4, 'm=video 40004 RTP/AVP 109'],
  ['Yealink VC800', YEALINK_VC800, 2, 'm=video 40004 RTP/AVP 98'],
  ['Pexip', PEXIP, 3, 'm=video 40004 RTP/AVP 97'],
] as const)('the slides of %s are a second picture where we have one', (_name, offer, at, line) => {
  const both = read(offer);
  expect(videos(both).map(({ content, mediaLine }) => [content, mediaLine])).toEqual([
    ['main', 1],
    ['slides', at],
  ]);
  const answer = new LocalSdp('203.0.113.5', WITH_SLIDES).answerTo(both);
  expect(mediaLinesOf(answer)[at]).toBe(line);
  expect(section(answer, line)).toContain('a=content:slides');
  const without = read(offer, OPEN, WITH_VIDEO);
  expect(videos(without)).toHaveLength(1);
  const refused = mediaLinesOf(new LocalSdp('203.0.113.5', WITH_VIDEO).answerTo(without))[at];
  expect(refused).toBe(offer.answered[at]);
});

describe('our offer', () => {
  const ours = new LocalSdp('203.0.113.5', WITH_SLIDES).offer(false);

  it('has H.264 in both modes', () => {
    expect(mediaLinesOf(ours)).toEqual([
      'm=audio 40000 RTP/AVP 8 0 101',
      'm=video 40002 RTP/AVP 97 98',
      'm=video 40004 RTP/AVP 97 98',
    ]);
    expect(section(ours, 'm=video 40002')).toEqual([
      'b=TIAS:2048000',
      'b=AS:2156',
      'a=rtpmap:97 H264/90000',
      'a=fmtp:97 profile-level-id=42e01f;packetization-mode=1;level-asymmetry-allowed=1',
      'a=rtpmap:98 H264/90000',
      'a=fmtp:98 profile-level-id=42e01f;packetization-mode=0;level-asymmetry-allowed=1',
      'a=rtcp-fb:* nack',
      'a=rtcp-fb:* nack pli',
      'a=rtcp-fb:* ccm fir',
      'a=rtcp-fb:* ccm tmmbr',
      'a=rtcp-mux',
      'a=content:main',
      'a=sendrecv',
    ]);
  });

  const answer = (...lines: string[]) =>
    ['v=0', 'o=- 1 1 IN IP4 192.0.2.30', 's=-', 'c=IN IP4 192.0.2.30', 't=0 0', ...lines, ''].join(
      '\r\n',
    );
  const AUDIO = 'm=audio 49170 RTP/AVP 8';

  it('answered by Poly, with codecs of its own first and without a=content', () => {
    const back = readAnswer(
      answer(
        AUDIO,
        'm=video 49174 RTP/AVP 118 126 97 98',
        'a=rtpmap:118 vnd.polycom.lpr/9000',
        'a=rtpmap:126 H265/90000',
        'a=rtpmap:97 H264/90000',
        'a=fmtp:97 profile-level-id=42801f;packetization-mode=1;max-mbps=245760',
        'a=rtpmap:98 H264/90000',
        'a=fmtp:98 profile-level-id=42801f',
        'm=video 0 RTP/AVP 97',
      ),
      ours,
      OPEN,
    );
    expect(back && videos(back)).toMatchObject([
      { content: 'main', payloadType: 97, receives: { packetizationMode: 1 } },
    ]);
  });

  it('answered with slides has both', () => {
    const video = (port: number) => [
      `m=video ${port} RTP/AVP 98`,
      'a=rtpmap:98 H264/90000',
      'a=fmtp:98 profile-level-id=42801f',
    ];
    const back = readAnswer(answer(AUDIO, ...video(49_174), ...video(49_176)), ours, OPEN);
    expect(back && videos(back)).toMatchObject([
      { content: 'main', port: 49_174, receives: { packetizationMode: 0 } },
      { content: 'slides', port: 49_176 },
    ]);
  });

  it('of audio alone gets no picture by an answer that has one', () => {
    const audioOnly = new LocalSdp('203.0.113.5', { audio: WITH_VIDEO.audio }).offer(false);
    const back = readAnswer(
      answer(AUDIO, 'm=video 49174 RTP/AVP 97', 'a=rtpmap:97 H264/90000'),
      audioOnly,
      OPEN,
    );
    expect(back?.media).toMatchObject([{ kind: 'audio' }]);
  });

  it('encrypted gets no picture in the clear', () => {
    const encrypted = new LocalSdp('203.0.113.5', WITH_VIDEO).offer(true);
    const back = readAnswer(
      answer(
        'm=audio 49170 RTP/SAVP 8',
        `a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:${OFFERED_KEY}`,
        'm=video 49174 RTP/AVP 97',
        'a=rtpmap:97 H264/90000',
      ),
      encrypted,
      SECURE,
    );
    expect(back?.media).toMatchObject([{ kind: 'audio', remoteSrtpKey: OFFERED_KEY }]);
  });
});
