// Calls that the SIP thread makes: over each transport, with and without a password, and each way in which they end.
import { randomUUID } from 'node:crypto';
import { generate } from 'selfsigned';
import { afterEach, describe, expect, it } from 'vitest';
import { eventually } from '@distansmote/testkit/waiting/eventually.ts';
import { digestChallenge, checksDigest } from '@distansmote/testkit/telephone/digestChallenge.ts';
import { RunningSip, SRTP_KEY, transportAt } from '@distansmote/testkit/telephone/sipThread.ts';
import { ANSWER, TestTrunk, type TrunkProtocol } from '@distansmote/testkit/telephone/testTrunk.ts';
import type { CallKey, RungAddress } from '../src/sip/sipMessages.ts';
import type { DialOutSettings, SipSettings } from '../src/sip/sipSettings.ts';

const pair = await generate([{ name: 'commonName', value: 'localhost' }]);
const tls = { cert: pair.cert, key: pair.private };
const ACCOUNT = { user: '0480445500@trunk.example', password: 'ett lösenord' };
const PHONE: RungAddress = { type: 'phone', number: '+46701234567' };

const closes: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closes.splice(0).toReversed()) await close();
});

interface Ready {
  sip: RunningSip;
  trunk: TestTrunk;
}

async function ready(
  protocol: TrunkProtocol,
  dialOut: Partial<DialOutSettings> = {},
  settings: Partial<SipSettings> = {},
): Promise<Ready> {
  const trunk = await TestTrunk.open(protocol, tls);
  const sip = await RunningSip.start({
    trunkAllow: [],
    dialOut: {
      host: protocol === 'TLS' ? 'localhost' : '127.0.0.1',
      port: trunk.port,
      protocol,
      user: undefined,
      password: undefined,
      from: '+46480445511',
      ca: pair.cert,
      ...dialOut,
    },
    ...settings,
  });
  closes.push(
    () => trunk.close(),
    () => sip.close(),
  );
  return { sip, trunk };
}

function ring(sip: RunningSip, to: RungAddress = PHONE): CallKey {
  const call = randomUUID() as string as CallKey;
  sip.post({ type: 'ring', call, to, media: { audio: transportAt(40_000) } });
  return call;
}

const answerOver = (protocol: TrunkProtocol) =>
  protocol === 'TLS'
    ? ANSWER.replace('RTP/AVP', 'RTP/SAVP').replace(
        'a=sendrecv',
        `a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:${SRTP_KEY}\r\na=sendrecv`,
      )
    : ANSWER;

describe.each(['UDP', 'TCP', 'TLS'] as const)('by %s', (protocol) => {
  it('somebody is rung up, answers, and hangs up', async () => {
    const { sip, trunk } = await ready(protocol);
    const call = ring(sip);
    const invite = await trunk.asked('INVITE');
    expect(invite.text).toMatch(
      new RegExp(`^INVITE sip:\\+46701234567@[a-z0-9.]+:${trunk.port};user=phone SIP/2.0\r\n`),
    );
    expect(invite.text).toMatch(/^From: <sip:\+46480445511@/m);
    expect(invite.text).toContain(protocol === 'TLS' ? 'RTP/SAVP' : 'RTP/AVP');
    trunk.respond(invite, '100 Trying');
    trunk.respond(invite, '180 Ringing', { tag: 'one' });
    await sip.event('ringing');
    trunk.respond(invite, '200 OK', { tag: 'one', sdp: answerOver(protocol) });
    const agreed = await sip.event('agreed');
    expect(agreed).toMatchObject({ call, media: [{ kind: 'audio', digitsPayloadType: 101 }] });
    expect((await trunk.asked('ACK')).text).toContain(';tag=one');
    trunk.within(invite, 'INFO', 1, 'one');
    trunk.within(invite, 'BYE', 2, 'one');
    expect(await sip.event('ended')).toEqual({ type: 'ended', call, by: 'caller' });
    await eventually(() => trunk.all('SIP/2.0 200').length, 2);
    expect(sip.errors).toEqual([]);
  });

  it('we hang up', async () => {
    const { sip, trunk } = await ready(protocol);
    const call = ring(sip);
    const invite = await trunk.asked('INVITE');
    trunk.respond(invite, '200 OK', { tag: 'one', sdp: answerOver(protocol) });
    await sip.event('agreed');
    sip.post({ type: 'hangUp', call });
    const bye = await trunk.asked('BYE');
    trunk.respond(bye, '200 OK');
    expect(await sip.event('ended')).toEqual({ type: 'ended', call, by: 'us' });
  });

  it.each(['SHA-256', 'MD5'] as const)('a password is answered with %s', async (algorithm) => {
    const { sip, trunk } = await ready(protocol, ACCOUNT);
    ring(sip);
    const first = await trunk.asked('INVITE');
    trunk.respond(first, '407 Proxy Authentication Required', {
      tag: 'proxy',
      extra: digestChallenge('Proxy-Authenticate', [algorithm], 'nonce-1'),
    });
    const second = await trunk.asked('INVITE', 2);
    expect(checksDigest(second.text, 'Proxy-Authorization', ACCOUNT)).toBe(true);
    expect(second.text).toContain('CSeq: 2 INVITE');
    trunk.respond(second, '200 OK', { tag: 'one', sdp: answerOver(protocol) });
    await sip.event('agreed');
    const acks = await trunk.asked('ACK', 2);
    expect(acks.text).toContain('Proxy-Authorization: Digest');
  });
});
