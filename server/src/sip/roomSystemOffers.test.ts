// Offers of room systems with picture, slides and text: the audio is accepted, each other line is refused in its place.
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
  sdpOf,
  YEALINK_VC800,
} from '@distansmote/testkit/telephone/roomSystemOffers.ts';
import { LocalSdp } from './localSdp.ts';
import { readMediaDescriptions } from './mediaDescription.ts';
import { limitedTo, type Negotiation, readAnswer, readOffer } from './sdpNegotiation.ts';

const OPEN = { isSignallingSecure: false, source: '192.0.2.1' };
const SECURE = { isSignallingSecure: true, source: '192.0.2.1' };
const OWN_KEY = 'WVNfX19zZW1jdGwgKCkgewkyMjA7fQp9CnVubGVz';
const AUDIO_ONLY = { audio: { port: 40_000, srtpKey: OWN_KEY } };
const local = () => new LocalSdp('203.0.113.5', AUDIO_ONLY);

function mustRead(read: Negotiation | undefined): Negotiation {
  if (read === undefined) throw new Error('not accepted');
  return limitedTo(read, AUDIO_ONLY);
}

describe.each([
  ['Cisco Room Kit', CISCO_ROOM_KIT, OPEN],
  ['Cisco Room Kit over TLS', CISCO_ROOM_KIT_SRTP, SECURE],
  ['Poly X30', POLY_X30, OPEN],
  ['Polycom HDX', POLYCOM_HDX, OPEN],
  ['Polycom HDX with slides', HDX_WITH_SLIDES, OPEN],
  ['Yealink VC800', YEALINK_VC800, OPEN],
  ['Linphone with real-time text', LINPHONE_TEXT, OPEN],
  ['Pexip', PEXIP, OPEN],
] as const)('%s', (_name, offer, context) => {
  it('gets audio, and port 0 with its own formats for all else', () => {
    const read = mustRead(readOffer(sdpOf(offer), context));
    expect(mediaLinesOf(local().answerTo(read))).toEqual(offer.answered);
    expect(read.media).toEqual([read.audio]);
    expect(read.audio.mediaLine).toBe(
      offer.answered.findIndex((line) => line.startsWith('m=audio')),
    );
    expect(read.audio).toMatchObject({ kind: 'audio', codec: 'PCMA', isSending: true });
  });

  it('gets G.722 where wideband is preferred, if it has that', () => {
    const read = mustRead(readOffer(sdpOf(offer), context, true));
    const [codec, payloadType] = offer === LINPHONE_TEXT ? ['PCMA', 8] : ['G722', 9];
    expect(read.audio).toMatchObject({ codec, payloadType });
    const expected = offer.answered.map((line) =>
      line.replace(/^(m=audio \d+ \S+) 8 /, `$1 ${payloadType} `),
    );
    expect(mediaLinesOf(local().answerTo(read))).toEqual(expected);
  });

  it('gets the same lines again after a re-INVITE, whoever makes the offer', () => {
    const own = local();
    const answer = own.answerTo(mustRead(readOffer(sdpOf(offer), context)));
    const held = sdpOf(offer).replaceAll('a=sendrecv', 'a=sendonly');
    const heldAnswer = own.answerTo(mustRead(readOffer(held, context)));
    expect(mediaLinesOf(heldAnswer)).toEqual(mediaLinesOf(answer));
    const ours = own.offer(context === SECURE);
    const strip = (lines: readonly string[]) =>
      lines.map((line) => line.replace(/^(m=audio.*AVPF?) .*/, '$1'));
    expect(strip(mediaLinesOf(ours))).toEqual(strip(offer.answered));
    expect(mediaLinesOf(ours).find((line) => line.startsWith('m=audio'))).toMatch(
      new RegExp(` 8 0 ${digitsTypeIn(offer.answered)}$`),
    );
    const { mediaLine } = mustRead(readOffer(sdpOf(offer), context)).audio;
    expect(readAnswer(ours, ours, context)?.audio.mediaLine).toBe(mediaLine);
  });

  it('has no call when its audio cannot be used', () => {
    const withoutAudio = sdpOf(offer).replace(/^m=audio \d+ (\S+) .*$/m, 'm=audio 2334 $1 18 96');
    expect(readOffer(withoutAudio, context)).toBeUndefined();
  });
});

const digitsTypeIn = (mediaLines: readonly string[]) =>
  mediaLines
    .find((line) => line.startsWith('m=audio'))
    ?.split(' ')
    .at(-1);

it('over TLS takes the crypto suite that we have, and answers with its tag', () => {
  const read = mustRead(readOffer(sdpOf(CISCO_ROOM_KIT_SRTP), SECURE));
  expect(read.audio.remoteSrtpKey).toBe(OFFERED_KEY);
  expect(local().answerTo(read)).toContain(
    `a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:${OWN_KEY}\r\n`,
  );
  expect(readOffer(sdpOf(CISCO_ROOM_KIT_SRTP), OPEN)).toBeUndefined();
});

it('keeps what picture, slides and text will be negotiated by', () => {
  const cisco = readMediaDescriptions(sdpOf(CISCO_ROOM_KIT)) ?? [];
  expect(cisco.map(({ kind, content, label }) => [kind, content, label])).toEqual([
    ['audio', undefined, undefined],
    ['video', 'main', '11'],
    ['application', undefined, undefined],
    ['video', 'slides', '12'],
    ['application', undefined, undefined],
  ]);
  expect(cisco[3]).toMatchObject({
    port: 2338,
    protocol: 'RTP/AVP',
    direction: 'sendrecv',
    address: '192.0.2.20',
  });
  expect(cisco[3]?.payloads[1]).toEqual({
    payloadType: 126,
    encoding: 'H264',
    clockRate: 90_000,
    channels: 1,
    parameters: 'packetization-mode=1;profile-level-id=428014;max-mbps=108000;max-fs=8160',
  });
  expect(cisco[2]).toMatchObject({ protocol: 'UDP/BFCP', formats: '*', payloads: [] });
  const [text] = readMediaDescriptions(sdpOf(LINPHONE_TEXT)) ?? [];
  expect(text).toMatchObject({ kind: 'text', port: 7080, protocol: 'RTP/AVPF' });
  expect(text?.payloads).toMatchObject([
    { encoding: 'RED', clockRate: 1_000, parameters: '98/98/98' },
    { encoding: 'T140', clockRate: 1_000 },
  ]);
});

it('sends RTCP where the other end says', () => {
  expect(readOffer(sdpOf(YEALINK_VC800), OPEN)?.audio.rtcpPort).toBe(50_011);
  expect(readOffer(sdpOf(POLY_X30), OPEN)?.audio.rtcpPort).toBe(49_171);
  const odd = sdpOf(YEALINK_VC800).replace('a=rtcp:50011', 'a=rtcp:99999');
  expect(readOffer(odd, OPEN)?.audio.rtcpPort).toBe(50_001);
  const highest = sdpOf(POLY_X30).replace('m=audio 49170', 'm=audio 65535');
  expect(readOffer(highest, OPEN)?.audio.rtcpPort).toBe(65_535);
});

it.each([
  ['m=video 9', 'a line that is cut off'],
  ['m=video 9 RTP/AVP', 'a line without formats'],
  ['m=video x RTP/AVP 96', 'a port that is no number'],
  ['m=vi deo 9 RTP/AVP 96', 'a kind of two words'],
])('%s cannot be answered in its place, and so the whole offer is refused', (line) => {
  expect(readOffer(`${sdpOf(POLY_X30)}${line}\r\n`, OPEN)).toBeUndefined();
});

it('a line for several ports is refused like any other', () => {
  const read = mustRead(readOffer(`${sdpOf(POLY_X30)}m=video 9/2 RTP/AVP 96 97 \r\n`, OPEN));
  expect(mediaLinesOf(local().answerTo(read)).at(-1)).toBe('m=video 0 RTP/AVP 96 97');
});
