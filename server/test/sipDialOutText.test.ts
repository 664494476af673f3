// Calls that the SIP thread makes offer real-time text too (RFC 4103): whoever knows none is rung all the same.
import { randomUUID } from 'node:crypto';
import { generate } from 'selfsigned';
import { expect, it } from 'vitest';
import { answerOver, dialingOut, type DialingOut } from '@distansmote/testkit/telephone/dialOut.ts';
import { SRTP_KEY, transportAt } from '@distansmote/testkit/telephone/sipThread.ts';
import type { AtTrunk } from '@distansmote/testkit/telephone/testTrunk.ts';
import { ANSWER } from '@distansmote/testkit/telephone/testTrunk.ts';
import type { CallKey } from '../src/sip/sipMessages.ts';

const { cert, private: key } = await generate([{ name: 'commonName', value: 'localhost' }]);
const ready = dialingOut({ cert, key });

const TEXT = [
  'm=text 30002 RTP/AVP 96 97',
  'a=rtpmap:96 red/1000',
  'a=fmtp:96 97/97/97',
  'a=rtpmap:97 t140/1000',
  'a=rtt-mixer',
  '',
].join('\r\n');
const [SESSION = '', AUDIO = ''] = ANSWER.split(/(?=m=audio)/);
const REFUSED = 'm=text 0 RTP/AVP 98\r\n';

function ringByText({ sip }: DialingOut): CallKey {
  const call = randomUUID() as string as CallKey;
  const media = { audio: transportAt(40_000), text: transportAt(40_002) };
  sip.post({ type: 'ring', call, to: { type: 'phone', number: '+46701234567' }, media });
  return call;
}

const linesOf = ({ text }: AtTrunk) =>
  [...text.matchAll(/^m=(\w+ \d+ \S+)/gm)].map(([, line]) => line);

async function answered(dialing: DialingOut, sdp: string) {
  const call = ringByText(dialing);
  const { sip, trunk } = dialing;
  const invite = await trunk.asked('INVITE');
  trunk.respond(invite, '200 OK', { tag: 'one', sdp });
  const { media } = await sip.event('agreed');
  return { call, invite, media };
}

it('text is offered after the sound, with redundancy, and from several writers', async () => {
  const dialing = await ready('UDP');
  const { invite, media } = await answered(dialing, ANSWER + TEXT);
  expect(linesOf(invite)).toEqual(['audio 40000 RTP/AVP', 'text 40002 RTP/AVP']);
  expect(invite.text).toContain('red/1000');
  expect(invite.text).toContain('a=rtt-mixer');
  const text = { kind: 'text', port: 30_002, payloadType: 97, generations: 2, isMixed: true };
  expect(media).toMatchObject([{ kind: 'audio', port: 30_000 }, text]);
});

it('over TLS it is encrypted as the sound is, and text in the clear is refused', async () => {
  const crypto = `a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:${SRTP_KEY}\r\n`;
  const encrypted = TEXT.replace('RTP/AVP', 'RTP/SAVP') + crypto;
  for (const [text, kinds] of [
    [encrypted, ['audio', 'text']],
    [TEXT, ['audio']],
    [encrypted.replace(crypto, ''), ['audio']],
  ] as const) {
    const { invite, media } = await answered(await ready('TLS'), answerOver('TLS') + text);
    expect(linesOf(invite)).toEqual(['audio 40000 RTP/SAVP', 'text 40002 RTP/SAVP']);
    expect(invite.text.match(/^a=crypto:/gm)).toHaveLength(2);
    expect(media.map(({ kind }) => kind)).toEqual(kinds);
  }
});

it.each([
  ['refuses it', ANSWER + REFUSED],
  ['leaves it out', ANSWER],
  ['makes a picture of it', ANSWER + TEXT.replace('m=text', 'm=video')],
  ['has other formats', ANSWER + 'm=text 30002 RTP/AVP 98\r\na=rtpmap:98 x-odd/1000\r\n'],
  ['encrypts it alone', ANSWER + TEXT.replace('RTP/AVP', 'RTP/SAVP')],
  ['has the refused one first', SESSION + REFUSED + AUDIO],
])('an answer that %s is a call with sound', async (_name, sdp) => {
  const { media } = await answered(await ready('UDP'), sdp);
  expect(media).toMatchObject([{ kind: 'audio', port: 30_000 }]);
  expect(media).toHaveLength(1);
});

it('an answer with its lines in another order is one of both', async () => {
  const { media } = await answered(await ready('UDP'), SESSION + TEXT + AUDIO);
  expect(media).toMatchObject([
    { kind: 'text', port: 30_002 },
    { kind: 'audio', port: 30_000 },
  ]);
});

it.each(['488 Not Acceptable Here', '606 Not Acceptable', '415 Unsupported Media Type'])(
  'after %s it is rung once more, without text',
  async (status) => {
    const { sip, trunk } = await ready('UDP');
    const call = ringByText({ sip, trunk });
    trunk.respond(await trunk.asked('INVITE'), status, { tag: 'one' });
    const second = await trunk.asked('INVITE', 2);
    expect(second.text).toContain('CSeq: 2 INVITE');
    expect(linesOf(second)).toEqual(['audio 40000 RTP/AVP']);
    trunk.respond(second, '488 Not Acceptable Here', { tag: 'two' });
    expect(await sip.event('ended')).toMatchObject({ call, why: 'failed' });
    expect(trunk.all('INVITE')).toHaveLength(2);
  },
);

it('who refuses text may add it later, and in later offers its line keeps its place', async () => {
  const dialing = await ready('UDP');
  const { sip, trunk } = dialing;
  const { call, invite } = await answered(dialing, ANSWER + REFUSED);
  trunk.within(invite, 'INVITE', 1, 'one');
  const offer = await trunk.asked('SIP/2.0 200');
  expect(linesOf(offer)).toEqual(['audio 40000 RTP/AVP', 'text 0 RTP/AVP']);
  trunk.within(invite, 'ACK', 1, 'one', ANSWER + REFUSED);
  trunk.within(invite, 'INVITE', 2, 'one', ANSWER + TEXT);
  expect(await sip.event('textWanted')).toEqual({ type: 'textWanted', call });
  sip.post({ type: 'addText', call, text: transportAt(40_004) });
  const answer = await trunk.asked('SIP/2.0 200', 2);
  expect(linesOf(answer)).toEqual(['audio 40000 RTP/AVP', 'text 40004 RTP/AVP']);
  trunk.within(invite, 'ACK', 2, 'one');
});
