// Calls that the SIP thread makes: over each transport, with and without a password, and each way in which they end.
import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { generate } from 'selfsigned';
import { answerOver, dialingOut, ring } from '@distansmote/testkit/telephone/dialOut.ts';
import { checksDigest, digestChallenge } from '@distansmote/testkit/telephone/digestChallenge.ts';
import { transportAt } from '@distansmote/testkit/telephone/sipThread.ts';
import type { CallKey } from '../src/sip/sipMessages.ts';
import { SipDialog } from '@distansmote/testkit/telephone/sipPhone.ts';
import { ANSWER } from '@distansmote/testkit/telephone/testTrunk.ts';
import { eventually } from '@distansmote/testkit/waiting/eventually.ts';

const ACCOUNT = { user: '0480445500@trunk.example', password: 'ett lösenord' };

const { cert, private: key } = await generate([{ name: 'commonName', value: 'localhost' }]);
const ready = dialingOut({ cert, key });

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

it.each([
  ['486 Busy Here', 'busy'],
  ['600 Busy Everywhere', 'busy'],
  ['603 Decline', 'declined'],
  ['480 Temporarily Unavailable', 'noAnswer'],
  ['408 Request Timeout', 'noAnswer'],
  ['404 Not Found', 'unknownNumber'],
  ['484 Address Incomplete', 'unknownNumber'],
  ['403 Forbidden', 'failed'],
  ['488 Not Acceptable Here', 'failed'],
  ['503 Service Unavailable', 'failed'],
  ['302 Moved Temporarily', 'failed'],
])('%s is told as %s, acknowledged, and nothing else is rung', async (status, why) => {
  const { sip, trunk } = await ready('UDP');
  const call = ring(sip);
  const invite = await trunk.asked('INVITE');
  trunk.respond(invite, '180 Ringing', { tag: 'one' });
  trunk.respond(invite, status, { tag: 'one', contact: '<sip:+46900000000@127.0.0.1>' });
  expect(await sip.event('ended')).toEqual({ type: 'ended', call, by: 'caller', why });
  expect((await trunk.asked('ACK')).text).toContain('CSeq: 1 ACK');
  expect(trunk.all('INVITE')).toHaveLength(1);
});

it('over UDP an INVITE is repeated until it is answered, and an ACK whenever the answer is', async () => {
  const { sip, trunk } = await ready('UDP');
  ring(sip);
  const second = await trunk.asked('INVITE', 2);
  expect(trunk.all('INVITE')[0]?.text).toBe(second.text);
  trunk.respond(second, '200 OK', { tag: 'one', sdp: ANSWER });
  await trunk.asked('ACK');
  trunk.respond(second, '200 OK', { tag: 'one', sdp: ANSWER });
  await trunk.asked('ACK', 2);
  expect(sip.all('agreed')).toHaveLength(1);
});

it('a call that rings is cancelled, and a 200 that crosses the CANCEL is hung up', async () => {
  const { sip, trunk } = await ready('UDP');
  const call = ring(sip);
  const invite = await trunk.asked('INVITE');
  trunk.respond(invite, '180 Ringing', { tag: 'one' });
  await sip.event('ringing');
  sip.post({ type: 'hangUp', call });
  expect(await sip.event('ended')).toEqual({ type: 'ended', call, by: 'us' });
  const cancel = await trunk.asked('CANCEL');
  const branch = /;branch=([^;\r]+)/.exec(invite.text)?.[1];
  expect(cancel.text).toContain(`;branch=${branch}`);
  trunk.respond(cancel, '200 OK');
  trunk.respond(invite, '200 OK', { tag: 'one', sdp: ANSWER });
  await trunk.asked('ACK');
  trunk.respond(await trunk.asked('BYE'), '200 OK');
  expect(sip.all('agreed')).toEqual([]);
});

it('a second phone that answers is hung up', async () => {
  const { sip, trunk } = await ready('UDP');
  ring(sip);
  const invite = await trunk.asked('INVITE');
  trunk.respond(invite, '200 OK', { tag: 'one', sdp: ANSWER });
  await sip.event('agreed');
  trunk.respond(invite, '200 OK', { tag: 'two', sdp: ANSWER });
  const bye = await trunk.asked('BYE');
  expect(bye.text).toContain(';tag=two');
  expect((await trunk.asked('ACK', 2)).text).toContain(';tag=two');
  expect(sip.all('ended')).toEqual([]);
});

it('a provisional response that must be acknowledged is, and its SDP counts where the answer has none', async () => {
  const { sip, trunk } = await ready('UDP');
  ring(sip);
  const invite = await trunk.asked('INVITE');
  const extra = ['Require: 100rel', 'RSeq: 7'];
  trunk.respond(invite, '183 Session Progress', { tag: 'one', sdp: ANSWER, extra });
  const prack = await trunk.asked('PRACK');
  expect(prack.text).toContain('RAck: 7 1 INVITE');
  trunk.respond(prack, '200 OK');
  expect(sip.all('agreed')).toEqual([]);
  trunk.respond(invite, '200 OK', { tag: 'one' });
  await sip.event('agreed');
});

it('a room is rung by the trunk too, never where its address says', async () => {
  const { sip, trunk } = await ready('UDP');
  ring(sip, { type: 'room', uri: 'sip:motesrum3@rooms.example' });
  const { text } = await trunk.asked('INVITE');
  expect(text).toMatch(/^INVITE sip:motesrum3@rooms\.example SIP\/2\.0\r\n/);
  for (const uri of [
    'sip:a@127.0.0.1:22',
    'sip:a@b?Route=x',
    'sip:a@b\r\nVia: x',
    'http://b',
    'sip:b',
  ])
    ring(sip, { type: 'room', uri });
  await sip.event('ended', 5);
  expect(sip.all('ended').map(({ why }) => why)).toEqual(
    Array.from({ length: 5 }, () => 'unknownNumber'),
  );
  expect(trunk.all('INVITE')).toHaveLength(1);
});

it('a room is offered a picture and slides with floor control, and answers for those that it has', async () => {
  const { sip, trunk } = await ready('UDP');
  const call = randomUUID() as string as CallKey;
  const bfcp = { port: 40_006, conferenceId: 1, userId: 2, floorId: 3 };
  const media = {
    audio: transportAt(40_000),
    video: transportAt(40_002),
    slides: transportAt(40_004),
    bfcp,
    prefersWideband: true,
  };
  sip.post({ type: 'ring', call, to: { type: 'room', uri: 'sip:rum@rooms.example' }, media });
  const invite = await trunk.asked('INVITE');
  const lines = [...invite.text.matchAll(/^m=(.*)$/gm)].map(([, line]) => line?.trim());
  expect(lines).toEqual([
    'audio 40000 RTP/AVP 9 8 0 101',
    'video 40002 RTP/AVP 97 98',
    'video 40004 RTP/AVP 97 98',
    expect.stringContaining('application 40006 UDP/BFCP'),
  ]);
  const picture = [
    'm=video 30002 RTP/AVP 97',
    'a=rtpmap:97 H264/90000',
    'a=fmtp:97 profile-level-id=42e01f;packetization-mode=1',
  ];
  const refused = ['m=video 0 RTP/AVP 97', 'm=application 0 UDP/BFCP *', ''];
  const sdp = ANSWER.replace('RTP/AVP 0 8', 'RTP/AVP 9 8') + [...picture, ...refused].join('\r\n');
  trunk.respond(invite, '200 OK', { tag: 'one', sdp });
  expect(await sip.event('agreed')).toMatchObject({
    media: [
      { kind: 'audio', codec: 'G722' },
      { kind: 'video', content: 'main', port: 30_002 },
    ],
  });
});

it('several calls share one connection, and a call goes on when the trunk closes it', async () => {
  const { sip, trunk } = await ready('TCP');
  const [one] = [ring(sip), ring(sip)];
  const invites = [await trunk.asked('INVITE'), await trunk.asked('INVITE', 2)];
  for (const invite of invites) trunk.respond(invite, '200 OK', { tag: 'one', sdp: ANSWER });
  await sip.event('agreed', 2);
  expect(trunk.connectionCount).toBe(1);
  ring(sip);
  await trunk.asked('INVITE', 3);
  trunk.dropConnections();
  // Only the one that nobody has answered.
  expect(await sip.event('ended')).toMatchObject({ why: 'failed' });
  sip.post({ type: 'hangUp', call: one });
  await trunk.asked('BYE');
  expect(trunk.connectionCount).toBe(2);
});

it('calls of ours take part in SIP_MAX_CALLS, and none is evicted for another', async () => {
  const { sip, trunk } = await ready('UDP', {}, { maxCalls: 1, trunkAllow: ['127.0.0.1'] });
  ring(sip);
  const invite = await trunk.asked('INVITE');
  const second = ring(sip);
  expect(await sip.event('ended')).toEqual({
    type: 'ended',
    call: second,
    by: 'us',
    why: 'failed',
  });
  const dialog = new SipDialog(await sip.phone());
  expect(await dialog.invite()).toContain('SIP/2.0 486');
  trunk.respond(invite, '200 OK', { tag: 'one', sdp: ANSWER });
  await sip.event('agreed');
});
