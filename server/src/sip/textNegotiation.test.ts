import { expect, it } from 'vitest';
import type { AgreedText } from '../rtp/agreedMedia.ts';
import { LocalSdp } from './localSdp.ts';
import { limitedTo, readAnswer, readOffer } from './sdpNegotiation.ts';

const PLAIN = { isSignallingSecure: false, source: '192.0.2.1' };
const SECURE = { isSignallingSecure: true, source: '192.0.2.1' };
const KEY = 'PS1uQCVeeCFCanVmcjkpPywjNWhcYD0mXXtxaVBR';
const OWN_KEY = 'WVNfX19zZW1jdGwgKCkgewkyMjA7fQp9CnVubGVz';
const LOCAL = {
  audio: { port: 40_000, srtpKey: OWN_KEY },
  text: { port: 40_002, srtpKey: OWN_KEY },
};
const CRYPTO = `a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:${KEY}`;

/** As Linphone offers it: its text has the numbers of its Opus and Speex. */
const AUDIO = [
  'm=audio 7078 RTP/AVP 96 97 8',
  'a=rtpmap:96 opus/48000/2',
  'a=rtpmap:97 speex/16000',
];
const TEXT = [
  'm=text 7210 RTP/AVP 96 97',
  'a=rtpmap:96 red/1000',
  'a=fmtp:96 97/97/97',
  'a=rtpmap:97 t140/1000',
];

function offer(...lines: string[]): string {
  const session = ['v=0', 'o=- 1 1 IN IP4 198.51.100.2', 's=-', 'c=IN IP4 198.51.100.2', 't=0 0'];
  return [...session, ...lines, ''].join('\r\n');
}

function textIn(sdp: string, context = PLAIN): AgreedText | undefined {
  const read = readOffer(sdp, context);
  return read && limitedTo(read, LOCAL).media.find((one) => one.kind === 'text');
}

function answerTo(sdp: string, context = PLAIN): string[] {
  const read = readOffer(sdp, context);
  if (read === undefined) throw new Error('not read');
  const answer = new LocalSdp('203.0.113.5', LOCAL).answerTo(limitedTo(read, LOCAL));
  return answer.slice(answer.indexOf('m=text')).trimEnd().split('\r\n');
}

it('text is taken beside sound, with payload types of its own', () => {
  expect(textIn(offer(...AUDIO, ...TEXT))).toMatchObject({
    mediaLine: 1,
    address: '198.51.100.2',
    port: 7_210,
    redundancyPayloadType: 96,
    payloadType: 97,
    generations: 2,
    charactersPerSecond: 30,
    isMixed: false,
    isHearing: true,
    isSending: true,
  });
  expect(answerTo(offer(...AUDIO, ...TEXT))).toEqual([
    'm=text 40002 RTP/AVP 96 97',
    'a=rtpmap:96 red/1000',
    'a=fmtp:96 97/97/97',
    'a=rtpmap:97 t140/1000',
    'a=sendrecv',
  ]);
});

it('the text of several people in one stream is promised only to whoever asks for it', () => {
  const asked = offer(...AUDIO, ...TEXT, 'a=rtt-mixer');
  expect(textIn(asked)?.isMixed).toBe(true);
  expect(answerTo(asked)).toContain('a=rtt-mixer');
  expect(answerTo(offer(...AUDIO, 'a=rtt-mixer', ...TEXT))).not.toContain('a=rtt-mixer');
});

it.each([
  ['t140 alone', ['m=text 9 RTP/AVP 98', 'a=rtpmap:98 t140/1000'], { generations: 0 }],
  [
    'one repetition',
    [...TEXT, 'a=x'].map((l) => l.replace('97/97/97', '97/97')),
    { generations: 1 },
  ],
  ['more than we send', TEXT.map((l) => l.replace('97/97/97', '97/97/97/97')), { generations: 2 }],
  [
    'redundancy of something else',
    TEXT.map((l) => l.replace('97/97/97', '5/5')),
    { redundancyPayloadType: undefined },
  ],
  ['a slow reader', [...TEXT, 'a=fmtp:97 cps=10'], { charactersPerSecond: 10 }],
  ['a reader slower than any', [...TEXT, 'a=fmtp:97 cps=1'], { charactersPerSecond: 1 }],
  ['one who names no rate', [...TEXT, 'a=fmtp:97 cps=0'], { charactersPerSecond: 30 }],
  ['a hold', [...TEXT, 'a=inactive'], { isHearing: false, isSending: false }],
])('%s is taken as it is', (_name, lines, expected) => {
  expect(textIn(offer(...AUDIO, ...lines))).toMatchObject(expected);
});

it.each([
  ['port 0', TEXT.map((line) => line.replace('7210', '0'))],
  ['MSRP', ['m=message 7210 TCP/MSRP *']],
  ['no t140', TEXT.slice(0, 3)],
  ['another clock', TEXT.map((line) => line.replace('t140/1000', 't140/8000'))],
])('%s is refused in its place, and the sound goes on', (_name, lines) => {
  const sdp = offer(...AUDIO, ...lines);
  expect(textIn(sdp)).toBeUndefined();
  expect(readOffer(sdp, PLAIN)?.audio.codec).toBe('PCMA');
});

it('text is encrypted where the sound is, by a key of its own', () => {
  const [audio, text] = [AUDIO, TEXT].map((lines) => [
    ...lines.map((line) => line.replace('RTP/AVP', 'RTP/SAVP')),
    CRYPTO,
  ]);
  const both = offer(...(audio ?? []), ...(text ?? []));
  expect(textIn(both, SECURE)?.remoteSrtpKey).toBe(KEY);
  expect(answerTo(both, SECURE)).toContain(CRYPTO.replace(KEY, OWN_KEY));
  expect(textIn(offer(...(audio ?? []), ...TEXT), SECURE)).toBeUndefined();
});

it('an offer of ours keeps what was agreed, and its answer is read', () => {
  const own = new LocalSdp('203.0.113.5', LOCAL);
  const first = own.offer(false);
  expect(first).toContain('m=text 40002 RTP/AVP 99 98');
  const answer = first.replace('a=rtt-mixer\r\n', '');
  const texts = [first, answer].map((sdp) =>
    readAnswer(sdp, first, PLAIN)?.media.find((one) => one.kind === 'text'),
  );
  expect(texts).toMatchObject([{ isMixed: true }, { isMixed: false, payloadType: 98 }]);
  const read = readOffer(offer(...AUDIO, ...TEXT), PLAIN);
  if (read === undefined) throw new Error('not read');
  own.answerTo(limitedTo(read, LOCAL));
  expect(own.offer(false)).toContain('m=text 40002 RTP/AVP 96 97\r\na=rtpmap:96 red/1000');
});

it('a call without a port for text refuses it', () => {
  const read = readOffer(offer(...AUDIO, ...TEXT), PLAIN);
  if (read === undefined) throw new Error('not read');
  const { audio } = LOCAL;
  const answer = new LocalSdp('203.0.113.5', { audio }).answerTo(limitedTo(read, { audio }));
  expect(answer).toContain('m=text 0 RTP/AVP 96 97\r\n');
});
