// Who is let in: the trunk's addresses, whoever knows the password, and nobody else, who hears nothing.
import { createHash } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import type { SipSettings } from '../src/phone/sip/sipSettings.ts';
import { eventually } from './support/eventually.ts';
import { OFFER, SipDialog, SipPhone } from './support/sipPhone.ts';
import { RunningSip } from './support/sipThread.ts';

const DIGEST = { trunkAllow: [], user: 'trunk', password: 'correct horse' };
const WAYS = [
  ['SHA-256', 'sha256'],
  ['MD5', 'md5'],
] as const;

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

function authorization(challenge: string, [name, hash]: (typeof WAYS)[number], password: string) {
  const line = challenge.split('\r\n').find((one) => one.includes(`algorithm=${name}`)) ?? '';
  const nonce = /nonce="([^"]+)"/.exec(line)?.[1] ?? '';
  const h = (text: string) => createHash(hash).update(text).digest('hex');
  const secret = h(`trunk:distansmote:${password}`);
  const response = h(`${secret}:${nonce}:00000001:abc:auth:${h('INVITE:sip:x@y')}`);
  return `Authorization: Digest username="trunk", realm="distansmote", nonce="${nonce}", uri="sip:x@y", response="${response}", algorithm=${name}, qop=auth, nc=00000001, cnonce="abc"`;
}

afterEach(async () => {
  for (const phone of phones.splice(0)) phone.close();
  await sip?.stop();
  expect(sip?.errors).toEqual([]);
});

describe('a stranger', () => {
  it.each([
    ['where only the trunk may call', { trunkAllow: ['127.0.0.1'] }],
    ['where nobody may', { trunkAllow: [] }],
  ])('hears nothing %s', async (_name, settings) => {
    const running = await started(settings);
    const stranger = await phoneAt('127.0.0.2', running);
    for (const method of ['OPTIONS', 'INVITE', 'REGISTER', 'BYE']) {
      new SipDialog(stranger).request(method, method === 'INVITE' ? OFFER : '');
    }
    await wait(300);
    expect(stranger.received).toEqual([]);
    expect(running.all('arrived')).toEqual([]);
  });

  it('is asked for the password, and let in when it knows it', async () => {
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
      const { call } = await running.told('arrived', count + 1);
      running.answer(call);
      expect(await response).toMatch(/^SIP\/2\.0 200 /);
      dialog.request('ACK');
      // Of a call that was let in nothing more is asked; what was used once is not taken again.
      const replay = new SipDialog(dialog.phone);
      expect(await replay.invite(OFFER, [right])).toContain('stale=true');
      dialog.request('BYE');
      expect(await dialog.final('BYE')).toMatch(/^SIP\/2\.0 200 /);
    }
  });

  it('that tries passwords is not answered any more', async () => {
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

  it('cannot end the call of another', async () => {
    const running = await started({ ...DIGEST, trunkAllow: ['127.0.0.1/32'] });
    const dialog = new SipDialog(await phoneAt('127.0.0.1', running));
    const response = dialog.invite();
    running.answer((await running.told('arrived')).call);
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
    running.answer((await running.told('arrived')).call);
    await response;
    dialog.request('ACK');
    const stranger = await phoneAt('127.0.0.2', running);
    // Some of its packets crowd out others in the kernel: what is lost there is said again, as every phone does.
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

describe('whoever writes the trunk’s address on packets, and so never sends an ACK', () => {
  it('keeps nobody out, however many calls they claim', async () => {
    const running = await started({ maxCalls: 4 });
    running.answersAll();
    const phone = await phoneAt('127.0.0.1', running);
    const there = new SipDialog(phone);
    await there.invite();
    there.request('ACK');
    await running.told('agreed');
    // Sixty times the room.
    for (let count = 0; count < 240; count += 1) {
      const claimed = new SipDialog(phone);
      if (count % 20 === 0) await claimed.invite();
      else claimed.request('INVITE', OFFER);
    }
    const honest = new SipDialog(phone);
    expect(await honest.invite()).toMatch(/^SIP\/2\.0 200 /);
    honest.request('ACK');
    await running.told('agreed', 2);
    there.request('INFO');
    expect(await there.final('INFO')).toMatch(/^SIP\/2\.0 200 /);
    const ended = running.all('ended');
    expect(running.all('arrived').length - ended.length).toBeLessThanOrEqual(4);
    const confirmed = running.all('agreed').map(({ call }) => call);
    expect(ended.filter(({ call }) => confirmed.includes(call))).toEqual([]);
  });
});
