// Who may call: the trunk's addresses, and anybody with the password. Nobody else gets a response.
import { once } from 'node:events';
import { type Socket, connect } from 'node:net';
import { type TLSSocket, connect as connectTls } from 'node:tls';
import { setTimeout as wait } from 'node:timers/promises';
import { generate } from 'selfsigned';
import { afterEach, describe, expect, it } from 'vitest';
import type { SipSettings } from '../src/sip/sipSettings.ts';
import { eventually } from '@distansmote/testkit/waiting/eventually.ts';
import { digestAnswer } from '@distansmote/testkit/telephone/digestAnswer.ts';
import { OFFER, SipDialog, SipPhone } from '@distansmote/testkit/telephone/sipPhone.ts';
import { RunningSip } from '@distansmote/testkit/telephone/sipThread.ts';

const DIGEST = { trunkAllow: [], user: 'trunk', password: 'correct horse' };
const pair = await generate([{ name: 'commonName', value: 'localhost' }]);
const tls = { cert: pair.cert, key: pair.private };
const WAYS = ['SHA-256', 'MD5'] as const;

const phones: SipPhone[] = [];
let sip: RunningSip | undefined;

async function started(settings: Partial<SipSettings>): Promise<RunningSip> {
  sip = await RunningSip.start(settings);
  return sip;
}

async function phoneAt(address: string, running: RunningSip): Promise<SipPhone> {
  const phone = await SipPhone.udp(running.ports.udpPort, address);
  phones.push(phone);
  return phone;
}

const authorization = (challenge: string, way: (typeof WAYS)[number], password: string) =>
  digestAnswer(challenge, { user: 'trunk', password }, way);

afterEach(async () => {
  for (const phone of phones.splice(0)) phone.close();
  await sip?.stop();
  expect(sip?.errors).toEqual([]);
});

describe('a stranger', () => {
  it.each([
    ['where only the trunk may call', { trunkAllow: ['127.0.0.1'] }],
    ['where nobody may', { trunkAllow: [] }],
  ])('gets no response %s', async (_name, settings) => {
    const running = await started(settings);
    const stranger = await phoneAt('127.0.0.2', running);
    for (const method of ['OPTIONS', 'INVITE', 'REGISTER', 'BYE']) {
      new SipDialog(stranger).request(method, method === 'INVITE' ? OFFER : '');
    }
    await wait(300);
    expect(stranger.received).toEqual([]);
    expect(running.all('arrived')).toEqual([]);
  });

  it('is challenged, and admitted with the right password', async () => {
    const running = await started(DIGEST);
    for (const [count, way] of WAYS.entries()) {
      const dialog = new SipDialog(await phoneAt('127.0.0.2', running));
      const challenge = await dialog.invite();
      expect(challenge).toMatch(/^SIP\/2\.0 401 /);
      expect(challenge.indexOf('SHA-256')).toBeLessThan(challenge.indexOf('MD5'));
      dialog.acknowledgeRefusal();
      dialog.toTag = undefined;
      expect(await dialog.invite(OFFER, [authorization(challenge, way, 'wrong')])).toMatch(/ 401 /);
      dialog.toTag = undefined;
      const right = authorization(challenge, way, 'correct horse');
      const response = dialog.invite(OFFER, [right]);
      const { call } = await running.event('arrived', count + 1);
      running.answer(call);
      expect(await response).toMatch(/^SIP\/2\.0 200 /);
      dialog.request('ACK');
      // An admitted call is not challenged again; a nonce is not accepted twice.
      const replay = new SipDialog(dialog.phone);
      expect(await replay.invite(OFFER, [right])).toContain('stale=true');
      dialog.request('BYE');
      expect(await dialog.final('BYE')).toMatch(/^SIP\/2\.0 200 /);
    }
  });

  it('who tries passwords is no longer answered', async () => {
    const running = await started(DIGEST);
    const stranger = await phoneAt('127.0.0.2', running);
    const challenge = await new SipDialog(stranger).invite();
    for (let count = 0; count < 10; count += 1) {
      const wrong = authorization(challenge, WAYS[0], `guess ${count}`);
      expect(await new SipDialog(stranger).invite(OFFER, [wrong])).toMatch(/ 401 /);
    }
    const before = stranger.received.length;
    const right = authorization(challenge, WAYS[0], 'correct horse');
    new SipDialog(stranger).request('INVITE', OFFER, [right]);
    await wait(300);
    expect(stranger.received).toHaveLength(before);
    expect(running.all('arrived')).toEqual([]);
  });

  it('who spoofs an address with wrong passwords does not lock its owner out', async () => {
    const running = await started(DIGEST);
    running.answersAll();
    const elsewhere = await new SipDialog(await phoneAt('127.0.0.3', running)).invite();
    const phone = await phoneAt('127.0.0.2', running);
    // Only the owner of the address sees the challenges sent there.
    const unseen = elsewhere.replaceAll(/nonce="[^"]+"/g, 'nonce="made.up.nonce"');
    for (const challenge of [elsewhere, unseen]) {
      for (let count = 0; count < 6; count += 1) {
        const wrong = authorization(challenge, WAYS[0], `guess ${count}`);
        expect(await new SipDialog(phone).invite(OFFER, [wrong])).toMatch(/ 401 /);
      }
    }
    const right = authorization(elsewhere, WAYS[0], 'correct horse');
    const challenge = await new SipDialog(phone).invite(OFFER, [right]);
    expect(challenge).toMatch(/ 401 /);
    const answered = authorization(challenge, WAYS[0], 'correct horse');
    expect(await new SipDialog(phone).invite(OFFER, [answered])).toMatch(/ 200 /);
  });

  it('who spoofs an address in a packet does not weaken the challenges sent to it over TLS', async () => {
    const running = await started({ ...DIGEST, tls });
    await new SipDialog(await phoneAt('127.0.0.2', running)).invite();
    const phone = await SipPhone.stream('TLS', running.ports.tlsPort ?? 0, '127.0.0.2');
    phones.push(phone);
    expect(await new SipDialog(phone).invite()).toContain('algorithm=SHA-256');
  });

  it('cannot end the call of another', async () => {
    const running = await started({ ...DIGEST, trunkAllow: ['127.0.0.1/32'] });
    const dialog = new SipDialog(await phoneAt('127.0.0.1', running));
    const response = dialog.invite();
    running.answer((await running.event('arrived')).call);
    await response;
    dialog.request('ACK');
    const stranger = await phoneAt('127.0.0.2', running);
    stranger.send(stranger.text(dialog, 'BYE', '', []).replace(/CSeq: 1/, 'CSeq: 2'));
    await eventually(() => stranger.received[0]?.slice(0, 11), 'SIP/2.0 401');
    expect(running.all('ended')).toEqual([]);
  });

  it('who floods does not disturb a call', async () => {
    const running = await started({ ...DIGEST, trunkAllow: ['127.0.0.1'] });
    const dialog = new SipDialog(await phoneAt('127.0.0.1', running));
    const response = dialog.invite();
    running.answer((await running.event('arrived')).call);
    await response;
    dialog.request('ACK');
    const stranger = await phoneAt('127.0.0.2', running);
    // Its packets crowd out others in the kernel's buffer; lost ones are retransmitted, as every phone does.
    const info = dialog.request('INFO');
    const isAnswered = () => dialog.phone.responses(dialog.callId, 2, 'INFO').length > 0;
    let sent = 0;
    while (sent < 3_000 || !isAnswered()) {
      new SipDialog(stranger).request('INVITE', OFFER);
      sent += 1;
      if (sent % 100 === 0) await wait(1);
      if (sent % 1_000 === 0 && !isAnswered()) dialog.phone.send(info);
    }
    expect(await dialog.final('INFO')).toMatch(/^SIP\/2\.0 200 /);
    expect(stranger.received.length).toBeLessThan(sent / 10);
  });
});

describe('a caller with the password, over a connection', () => {
  const SIX = [2, 3, 4, 5, 6, 7].map((host) => `127.0.0.${host}`);
  const idle: Socket[] = [];
  afterEach(() => {
    for (const socket of idle.splice(0)) socket.destroy();
  });

  /** Idle connections, more from each address than allowed. */
  async function fill(port: number, from: readonly string[]): Promise<void> {
    for (let count = 0; count < 30 * from.length; count += 1) {
      const localAddress = from[count % from.length] ?? '127.0.0.2';
      const socket = connect({ port, host: '127.0.0.1', localAddress });
      socket.on('error', () => {});
      idle.push(socket);
      await once(socket, 'connect');
    }
    await wait(200);
  }

  async function callBy(phone: SipPhone): Promise<string> {
    const challenge = await new SipDialog(phone).invite();
    return new SipDialog(phone).invite(OFFER, [authorization(challenge, WAYS[0], 'correct horse')]);
  }

  it.each([
    ['TCP', SIX],
    ['TLS', SIX],
    // From the same address, behind a NAT.
    ['TLS', ['127.0.0.9']],
  ] as const)('gets through by %s while %j hold every connection', async (transport, from) => {
    const running = await started({ ...DIGEST, tls });
    running.answersAll();
    const port = transport === 'TCP' ? running.ports.tcpPort : (running.ports.tlsPort ?? 0);
    await fill(port, from);
    const phone = await SipPhone.stream(transport, port, '127.0.0.9');
    phones.push(phone);
    expect(await callBy(phone)).toMatch(/^SIP\/2\.0 200 /);
    // It is no longer among those evicted.
    await fill(port, ['127.0.0.9']);
    expect(await callBy(phone)).toMatch(/^SIP\/2\.0 200 /);
  });

  it('is not delayed by TLS handshakes, of which a stranger gets only a few', async () => {
    const running = await started({ ...DIGEST, tls });
    const options = { port: running.ports.tlsPort ?? 0, host: '127.0.0.1' };
    let done = 0;
    const shake = (socket: TLSSocket) =>
      new Promise<void>((resolve) => {
        socket.on('error', () => {});
        socket.once('close', () => resolve());
        socket.once('secureConnect', () => {
          done += 1;
          socket.destroy();
        });
      });
    const startedAt = performance.now();
    const stranger = { ...options, localAddress: '127.0.0.2', rejectUnauthorized: false };
    for (let count = 0; count < 300; count += 1) await shake(connectTls(stranger));
    const seconds = (performance.now() - startedAt) / 1_000;
    expect(done).toBeGreaterThan(50);
    expect(done).toBeLessThan(70 + 10 * seconds);
  });
});

describe('a sender that spoofs the trunk’s address, and so never sends an ACK', () => {
  it('keeps nobody out, however many calls it starts', async () => {
    const running = await started({ maxCalls: 4 });
    running.answersAll();
    const phone = await phoneAt('127.0.0.1', running);
    const there = new SipDialog(phone);
    await there.invite();
    there.request('ACK');
    await running.event('agreed');
    // Sixty times the capacity.
    for (let count = 0; count < 240; count += 1) {
      const claimed = new SipDialog(phone);
      if (count % 20 === 0) await claimed.invite();
      else claimed.request('INVITE', OFFER);
    }
    const honest = new SipDialog(phone);
    expect(await honest.invite()).toMatch(/^SIP\/2\.0 200 /);
    honest.request('ACK');
    await running.event('agreed', 2);
    there.request('INFO');
    expect(await there.final('INFO')).toMatch(/^SIP\/2\.0 200 /);
    const ended = running.all('ended');
    expect(running.all('arrived').length - ended.length).toBeLessThanOrEqual(4);
    const confirmed = running.all('agreed').map(({ call }) => call);
    expect(ended.filter(({ call }) => confirmed.includes(call))).toEqual([]);
  });
});
