import { describe, expect, it } from 'vitest';
import { LocalSdp } from './localSdp.ts';
import { readAnswer, readOffer } from './sdpNegotiation.ts';

const PLAIN = { isSignallingSecure: false, source: '192.0.2.1' };
const SECURE = { isSignallingSecure: true, source: '192.0.2.1' };
const KEY = 'PS1uQCVeeCFCanVmcjkpPywjNWhcYD0mXXtxaVBR';
const OWN_KEY = 'WVNfX19zZW1jdGwgKCkgewkyMjA7fQp9CnVubGVz';

function sdp(...lines: string[]): string {
  return ['v=0', 'o=- 1 1 IN IP4 198.51.100.2', 's=-', 't=0 0', ...lines, ''].join('\r\n');
}

function offer(...lines: string[]): string {
  return sdp('c=IN IP4 198.51.100.2', ...lines);
}

const usual = offer(
  'm=audio 30000 RTP/AVP 0 8 101',
  'a=rtpmap:101 telephone-event/8000',
  'a=ptime:30',
);

describe('an offer', () => {
  it('is accepted with A-law, and with its own payload types', () => {
    expect(readOffer(usual, PLAIN)?.audio).toEqual({
      kind: 'audio',
      mediaLine: 0,
      address: '198.51.100.2',
      port: 30_000,
      rtcpPort: 30_001,
      signalledFrom: '192.0.2.1',
      codec: 'PCMA',
      payloadType: 8,
      digitsPayloadType: 101,
      packetMs: 30,
      isHearing: true,
      isSending: true,
      isRtcpMuxed: false,
      remoteSrtpKey: undefined,
    });
    const odd = offer(
      'm=audio 9 RTP/AVP 97 100',
      'a=rtpmap:97 pcmu/8000',
      'a=rtpmap:100 TELEPHONE-EVENT/8000',
    );
    expect(readOffer(odd, PLAIN)?.audio).toMatchObject({
      codec: 'PCMU',
      payloadType: 97,
      digitsPayloadType: 100,
    });
  });

  it('is accepted in G.722 where wideband is preferred, or nothing else is offered', () => {
    const [all, only] = ['9 0 8 101', '9'].map((formats) => offer(`m=audio 9 RTP/AVP ${formats}`));
    const codecs = [all, only].map((text) =>
      [false, true].map((isWideband) => readOffer(text ?? '', PLAIN, isWideband)?.audio.codec),
    );
    expect(codecs).toEqual([
      ['PCMA', 'G722'],
      ['G722', 'G722'],
    ]);
    const numbered = offer('m=audio 9 RTP/AVP 96 8', 'a=rtpmap:96 G722/8000');
    expect(readOffer(numbered, PLAIN, true)?.audio).toMatchObject({
      codec: 'G722',
      payloadType: 96,
    });
  });

  it.each([
    ['nothing', ''],
    ['no sound', offer('m=video 9 RTP/AVP 96', 'a=rtpmap:96 H264/90000')],
    ['Opus only', offer('m=audio 9 RTP/AVP 96', 'a=rtpmap:96 opus/48000/2')],
    ['A-law at another clock', offer('m=audio 9 RTP/AVP 96', 'a=rtpmap:96 PCMA/16000')],
    ['port 0', offer('m=audio 0 RTP/AVP 8')],
    ['a port that is none', offer('m=audio 99999 RTP/AVP 8')],
    ['no address', sdp('m=audio 9 RTP/AVP 8')],
    ['DTLS', offer('m=audio 9 UDP/TLS/RTP/SAVPF 8')],
    ['a codec that is a number', offer('m=audio 9 RTP/AVP 96', 'a=rtpmap:96 8/8000')],
    ['more lines than anybody has', offer(...Array<string>(30).fill('m=audio 9 RTP/AVP 8'))],
    ['noise', '\u0000\u00ff=m=audio'],
  ])('of %s is not taken', (_name, text) => {
    expect(readOffer(text, PLAIN)).toBeUndefined();
  });

  it.each([
    ['sendonly', { isHearing: false, isSending: false }],
    ['recvonly', { isHearing: true, isSending: false }],
    ['inactive', { isHearing: false, isSending: false }],
    ['sendrecv', { isHearing: true, isSending: true }],
  ])('says %s for the sound or for all of it', (direction, expected) => {
    expect(readOffer(`${usual}a=${direction}\r\n`, PLAIN)?.audio).toMatchObject(expected);
    const forAll = offer(`a=${direction}`, 'm=audio 9 RTP/AVP 8');
    expect(readOffer(forAll, PLAIN)?.audio).toMatchObject(expected);
  });

  it('may hold with 0.0.0.0, and name an IPv6 address or a host', () => {
    const at = (connection: string) =>
      readOffer(sdp('m=audio 9 RTP/AVP 8', `c=${connection}`), PLAIN)?.audio;
    expect(at('IN IP4 0.0.0.0')).toMatchObject({ isHearing: false, isSending: false });
    expect(at('IN IP6 2001:db8::7')).toMatchObject({ address: '2001:db8::7', isHearing: true });
    expect(at('IN IP4 phone.example')).toMatchObject({ address: '192.0.2.1', isHearing: true });
    expect(at('IN IP4 198.51.100.9/127')).toMatchObject({ address: '198.51.100.9' });
  });

  it.each([
    ['IP4 127.0.0.9', '127.0.0.9'],
    ['IP6 ::1', '::1'],
    ['IP6 ::ffff:127.0.0.9', '127.0.0.9'],
    ['IP4 224.0.1.1/127', '127.0.0.5'],
    ['IP6 ff02::1', '127.0.0.5'],
    ['IP4 255.255.255.255', '127.0.0.5'],
  ])('cannot name %s, unless it comes from the loopback itself', (connection, local) => {
    const addressFor = (source: string) =>
      readOffer(sdp('m=audio 9 RTP/AVP 8', `c=IN ${connection}`), { ...PLAIN, source })?.audio
        .address;
    expect(addressFor('192.0.2.1')).toBe('192.0.2.1');
    expect(addressFor('127.0.0.5')).toBe(local);
  });

  it.each([
    ['', 20],
    ['a=ptime:0', 20],
    ['a=ptime:25', 20],
    ['a=ptime:500', 20],
    ['a=ptime:x', 20],
    ['a=maxptime:10', 10],
    ['a=ptime:40', 40],
  ])('with %j has packets of %d ms', (line, packetMs) => {
    expect(readOffer(offer('m=audio 9 RTP/AVP 8', line), PLAIN)?.audio.packetMs).toBe(packetMs);
  });

  it('is encrypted only when the key is secret and usable', () => {
    const encrypted = (crypto: string) => offer('m=audio 9 RTP/SAVP 8', `a=crypto:${crypto}`);
    const good = encrypted(`7 AES_CM_128_HMAC_SHA1_80 inline:${KEY}|2^20`);
    expect(readOffer(good, PLAIN)).toBeUndefined();
    expect(readOffer(good, SECURE)).toMatchObject({
      lines: [{ cryptoTag: 7 }],
      audio: { remoteSrtpKey: KEY },
    });
    for (const bad of [
      `1 AES_CM_128_HMAC_SHA1_32 inline:${KEY}`,
      `1 AES_CM_128_HMAC_SHA1_80 inline:${KEY}|2^20|1:4`,
      `1 AES_CM_128_HMAC_SHA1_80 inline:${KEY} UNENCRYPTED_SRTP`,
      '1 AES_CM_128_HMAC_SHA1_80 inline:short',
    ]) {
      expect(readOffer(encrypted(bad), SECURE)).toBeUndefined();
    }
    const optional = offer(
      'm=audio 9 RTP/AVP 8',
      `a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:${KEY}`,
    );
    expect(readOffer(optional, PLAIN)?.audio.remoteSrtpKey).toBeUndefined();
  });
});

describe('our SDP', () => {
  const local = () => new LocalSdp('203.0.113.5', { audio: { port: 40_000, srtpKey: OWN_KEY } });

  it('answers each line, and only the audio with a port', () => {
    const read = readOffer(
      offer(
        'm=video 30002 RTP/AVP 96',
        'm=audio 30000 RTP/SAVP 8 101',
        'a=rtpmap:101 telephone-event/8000',
        `a=crypto:3 AES_CM_128_HMAC_SHA1_80 inline:${KEY}`,
        'a=rtcp-mux',
        'm=audio 30004 RTP/AVP 0',
      ),
      SECURE,
    );
    const text = read === undefined ? '' : local().answerTo(read);
    expect(text.split('\r\n').slice(2)).toEqual([
      's=-',
      'c=IN IP4 203.0.113.5',
      't=0 0',
      'm=video 0 RTP/AVP 96',
      'm=audio 40000 RTP/SAVP 8 101',
      'a=rtpmap:8 PCMA/8000',
      'a=rtpmap:101 telephone-event/8000',
      'a=fmtp:101 0-16',
      `a=crypto:3 AES_CM_128_HMAC_SHA1_80 inline:${OWN_KEY}`,
      'a=ptime:20',
      'a=rtcp-mux',
      'a=sendrecv',
      'm=audio 0 RTP/AVP 0',
      '',
    ]);
  });

  it('can be read by our own parser', () => {
    const read = readAnswer(local().offer(true), local().offer(true), SECURE);
    expect(read?.audio).toMatchObject({
      codec: 'PCMA',
      remoteSrtpKey: OWN_KEY,
      digitsPayloadType: 101,
    });
  });

  it('has a new version only when it has changed', () => {
    const own = local();
    const version = (text: string) => /^o=- \d+ (\d+)/m.exec(text)?.[1];
    const read = readOffer(usual, PLAIN);
    const held = readOffer(`${usual}a=inactive\r\n`, PLAIN);
    if (read === undefined || held === undefined) throw new Error('not read');
    const texts = [own.answerTo(read), own.answerTo(read), own.answerTo(held), own.answerTo(read)];
    expect(texts.map(version)).toEqual(['1', '1', '2', '3']);
  });

  it('can have an IPv6 address', () => {
    const text = new LocalSdp('2001:db8::1', { audio: { port: 4, srtpKey: OWN_KEY } }).offer(false);
    expect(text).toContain('c=IN IP6 2001:db8::1');
  });
});
