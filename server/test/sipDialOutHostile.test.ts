// A trunk that means harm, or whose messages are damaged: each call ends, and nothing is left of it.
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, expect, it, vi } from 'vitest';
import { generate } from 'selfsigned';
import { WAIT_OPTIONS } from '@distansmote/testkit/browser/page.ts';
import { dialingOut, ring } from '@distansmote/testkit/telephone/dialOut.ts';
import { digestChallenge } from '@distansmote/testkit/telephone/digestChallenge.ts';
import { RingsByHand } from '@distansmote/testkit/telephone/ringsByHand.ts';
import { Draw, mutate } from '@distansmote/testkit/telephone/sipMutations.ts';
import { SipPhone } from '@distansmote/testkit/telephone/sipPhone.ts';
import { ANSWER } from '@distansmote/testkit/telephone/testTrunk.ts';

const RESPONSES = Number(process.env['SIP_FUZZ'] ?? 10_000);
const SEED = Number(process.env['SIP_FUZZ_SEED'] ?? 1);
const ACCOUNT = { user: 'anna', password: 'secret' };

const { cert, private: key } = await generate([{ name: 'commonName', value: 'localhost' }]);
const another = await generate([{ name: 'commonName', value: 'trunk.example' }]);
const ready = dialingOut({ cert, key });
const readyAsAnother = dialingOut({ cert: another.cert, key: another.private });
afterEach(() => vi.useRealTimers());

it.each([
  ['the same nonce again', 'nonce-1', ''],
  ['always a new one', '', ''],
  ['always a stale one', '', ', stale=true'],
])('endless challenges with %s end after a few', async (_name, nonce, more) => {
  const { sip, trunk } = await ready('UDP', ACCOUNT);
  let count = 0;
  const answered = new Set<string>();
  trunk.onMessage = (message) => {
    if (!message.text.startsWith('INVITE ') || answered.has(message.text)) return;
    answered.add(message.text);
    count += 1;
    const extra = digestChallenge('WWW-Authenticate', ['SHA-256'], nonce || `n-${count}`, more);
    trunk.respond(message, '401 Unauthorized', { tag: 'one', extra });
  };
  ring(sip);
  expect(await sip.event('ended')).toMatchObject({ why: 'failed' });
  expect(count).toBeLessThanOrEqual(5);
  await pause(700);
  expect(count).toBeLessThanOrEqual(5);
});

it.each([
  ['is another’s', () => readyAsAnother('TLS')],
  ['nobody vouches for', () => ready('TLS', { ca: another.cert })],
])('a trunk whose certificate %s gets no call', async (_name, open) => {
  const { sip, trunk } = await open();
  ring(sip);
  expect(await sip.event('ended')).toMatchObject({ why: 'failed' });
  expect(trunk.received).toEqual([]);
});

it('a trunk that is not there is told of at once', async () => {
  const { sip, trunk } = await ready('TCP');
  trunk.close();
  ring(sip);
  expect(await sip.event('ended')).toMatchObject({ why: 'failed' });
});

it('nobody else can answer, however much of the call they know', async () => {
  const { sip, trunk } = await ready('UDP');
  ring(sip);
  const invite = await trunk.asked('INVITE');
  const forger = await SipPhone.udp(sip.ports.udpPort);
  const ok = trunk.response(invite.text, '200 OK', { tag: 'forged', sdp: ANSWER });
  // Whoever cannot see the INVITE has to guess its branch.
  forger.send(ok.replace(/;branch=[^;\r]+/, ';branch=z9hG4bK1234567'));
  const elsewhere = await SipPhone.udp(sip.ports.udpPort, '127.0.0.9');
  elsewhere.send(ok);
  trunk.respond(invite, '180 Ringing', { tag: 'one' });
  await sip.event('ringing');
  await pause(300);
  expect(sip.all('agreed')).toEqual([]);
  trunk.respond(invite, '486 Busy Here', { tag: 'one' });
  expect(await sip.event('ended')).toMatchObject({ why: 'busy' });
  for (const phone of [forger, elsewhere]) phone.close();
});

it('a trunk that nobody lets call in cannot, although it is called', async () => {
  const { sip, trunk } = await ready('TCP');
  ring(sip);
  const invite = await trunk.asked('INVITE');
  trunk.respond(invite, '200 OK', { tag: 'one', sdp: ANSWER });
  await sip.event('agreed');
  const inside = trunk.within(invite, 'INFO', 1, 'one');
  await trunk.asked('SIP/2.0 200');
  invite.send(inside.replaceAll(/^(Call-ID: .*)$/gm, '$1x').replace(/^(To: .*);tag=.*$/m, '$1'));
  invite.send(
    inside
      .replace(/^INFO/, 'INVITE')
      .replace('1 INFO', '1 INVITE')
      .replace(/^(To: .*);tag=.*$/m, '$1')
      .replace(/^(Call-ID: .*)$/m, '$1y'),
  );
  await pause(300);
  expect(sip.all('arrived')).toEqual([]);
});

it.each([
  ['none', ''],
  ['nonsense', 'v=0\r\nm=audio x'],
  ['a refusal', ANSWER.replace('m=audio 30000', 'm=audio 0')],
  ['no sound but a picture', ANSWER.replace('m=audio', 'm=video')],
  ['encryption that was not offered', ANSWER.replace('RTP/AVP', 'RTP/SAVP')],
])('an answer with %s for its SDP is acknowledged and hung up', async (_name, sdp) => {
  const { sip, trunk } = await ready('UDP');
  ring(sip);
  const invite = await trunk.asked('INVITE');
  trunk.respond(invite, '200 OK', { tag: 'one', sdp });
  expect(await sip.event('ended')).toMatchObject({ why: 'failed' });
  await trunk.asked('ACK');
  await trunk.asked('BYE');
});

it('nothing is sent to where a Contact or a Record-Route of the trunk points', async () => {
  const { sip, trunk } = await ready('UDP');
  const inside = createSocket('udp4').bind(0, '127.0.0.9');
  await once(inside, 'listening');
  const received: string[] = [];
  inside.on('message', (packet) => received.push(packet.toString('latin1')));
  try {
    const { port } = inside.address();
    const call = ring(sip);
    const invite = await trunk.asked('INVITE');
    const contact = `<sip:admin@127.0.0.9:${port}>`;
    const extra = [`Record-Route: <sip:127.0.0.9:${port};lr>`];
    trunk.respond(invite, '183 Session Progress', { tag: 'one', contact, extra });
    trunk.respond(invite, '200 OK', { tag: 'one', sdp: ANSWER, contact, extra });
    await sip.event('agreed');
    await trunk.asked('ACK');
    sip.post({ type: 'hangUp', call });
    await trunk.asked('BYE');
    await pause(300);
    expect(received).toEqual([]);
  } finally {
    inside.close();
  }
});

it('a call is of whoever answers first, however many answer after, and also without end', async () => {
  vi.useFakeTimers();
  const rings = new RingsByHand();
  await rings.ring();
  for (let count = 0; count < 300; count += 1) {
    rings.respond('200 OK', { tag: `phone-${count}`, sdp: ANSWER });
    vi.advanceTimersByTime(20);
  }
  expect(rings.agreed).toHaveLength(1);
  const hungUp = rings.sent.filter((text) => text.startsWith('BYE '));
  expect(new Set(hungUp.map((text) => /;tag=(phone-\d+)/.exec(text)?.[1])).size).toBeLessThan(8);
  expect(hungUp.join()).not.toContain(';tag=phone-0\r');
  expect(rings.ended).toEqual([]);
  rings.hangUpOne(new Draw(1));
  vi.advanceTimersByTime(180_000);
  expect(rings.core.size).toBe(0);
  expect(vi.getTimerCount()).toBe(0);
});

it('a storm of re-INVITEs that nobody acknowledges changes nothing, and ends', async () => {
  const { sip, trunk } = await ready('UDP', {}, { trunkAllow: ['127.0.0.1'] });
  const call = ring(sip);
  const invite = await trunk.asked('INVITE');
  trunk.respond(invite, '200 OK', { tag: 'one', sdp: ANSWER });
  await sip.event('agreed');
  const text = 'm=text 30002 RTP/AVP 98\r\na=rtpmap:98 t140/1000\r\n';
  for (let cseq = 1; cseq <= 500; cseq += 1)
    trunk.within(invite, 'INVITE', cseq, 'one', cseq % 2 === 0 ? ANSWER : ANSWER + text);
  await trunk.asked('SIP/2.0 500');
  sip.post({ type: 'hangUp', call });
  expect(await sip.event('ended')).toEqual({ type: 'ended', call, by: 'us' });
  // The next is made as if nothing had been.
  ring(sip);
  await vi.waitFor(() => {
    const callIds = trunk.all('INVITE').map((one) => /^Call-ID: (.*)$/m.exec(one.text)?.[1]);
    expect(new Set(callIds).size).toBe(2);
  }, WAIT_OPTIONS);
  expect(sip.errors).toEqual([]);
});

it('endless ringing, and endless phones that ring, end with the time for it', async () => {
  vi.useFakeTimers();
  const rings = new RingsByHand();
  await rings.ring();
  for (let count = 0; count < 300; count += 1) {
    const extra = ['Require: 100rel', `RSeq: ${count + 1}`];
    rings.respond('183 Session Progress', { tag: `phone-${count}`, extra });
    vi.advanceTimersByTime(100);
  }
  expect(rings.core.size).toBeLessThan(60);
  vi.advanceTimersByTime(60_000);
  expect(rings.ended).toEqual([expect.objectContaining({ why: 'noAnswer' })]);
  expect(rings.sent.some((text) => text.startsWith('CANCEL '))).toBe(true);
  vi.advanceTimersByTime(120_000);
  expect(rings.core.size).toBe(0);
  expect(vi.getTimerCount()).toBe(0);
});

it(
  'nothing is left of thousands of damaged responses',
  { timeout: 600_000, retry: 0 },
  async () => {
    vi.useFakeTimers();
    const draw = new Draw(SEED);
    const rings = new RingsByHand(ACCOUNT);
    const statuses = [
      '100 Trying',
      '180 Ringing',
      '183 Session Progress',
      '200 OK',
      '200 OK',
      '302 Moved',
      '401 Unauthorized',
      '407 Proxy Authentication Required',
      '486 Busy Here',
      '999 Odd',
    ] as const;
    let thrownByTimers = 0;
    const pass = (ms: number) => {
      try {
        vi.advanceTimersByTime(ms);
      } catch {
        thrownByTimers += 1;
      }
    };
    for (let count = 0; count < RESPONSES; count += 1) {
      if (draw.below(4) === 0) await rings.ring();
      const request = rings.sent[draw.below(rings.sent.length)] ?? '';
      const extra = [
        ...digestChallenge('WWW-Authenticate', ['MD5'], 'n'),
        ...digestChallenge('Proxy-Authenticate', ['SHA-256'], 'n', ', stale=true'),
        'Require: 100rel',
        `RSeq: ${draw.below(5)}`,
        'Session-Expires: 90;refresher=uas',
        'Record-Route: <sip:proxy.example;lr>',
      ].filter(() => draw.below(3) === 0);
      const sdp = draw.below(2) === 0 ? ANSWER : '';
      const answer = { tag: `t${draw.below(4)}`, extra, sdp };
      let text = rings.response(request, draw.of(statuses), answer);
      for (let times = draw.below(3); times > 0; times -= 1) text = mutate(text, draw);
      rings.receive(text);
      if (draw.below(20) === 0) rings.hangUpOne(draw);
      if (draw.below(6) === 0) pass(draw.below(3_000));
    }
    for (let minutes = 0; minutes < 15; minutes += 1) pass(60_000);
    const { rung, agreed, ended } = rings;
    console.log({
      RESPONSES,
      rung,
      agreed: agreed.length,
      ended: ended.length,
      thrownByTimers,
      left: rings.core.size,
    });
    expect(agreed.length).toBeGreaterThan(0);
    expect(ended).toHaveLength(rung);
    expect(rings.core.size).toBe(0);
    expect([...new Set(rings.failures.map(String))]).toEqual([]);
    expect(vi.getTimerCount()).toBe(0);
  },
);
