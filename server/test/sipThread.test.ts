// Calls over UDP, TCP and TLS, as a trunk makes them, and everything that can go wrong in one.
import { describe, expect, it } from 'vitest';
import { eventually } from '@distansmote/testkit/waiting/eventually.ts';
import { OFFER, SipDialog, type SipPhone } from '@distansmote/testkit/telephone/sipPhone.ts';
import { sharedSip } from '@distansmote/testkit/telephone/sharedSip.ts';
import type { TestSip } from '@distansmote/testkit/telephone/sipThread.ts';

const started = sharedSip();

/** A call that was answered and awaits its ACK. */
async function answered(sip: TestSip, phone: SipPhone, body = OFFER, extra: string[] = []) {
  const dialog = new SipDialog(phone);
  const response = dialog.invite(body, extra);
  const count = sip.all('arrived').length + 1;
  const { call } = await sip.event('arrived', count);
  sip.answer(call);
  const ok = await response;
  return { dialog, call, ok };
}

/** Sends an INFO and awaits the response: everything sent before it has been processed. */
async function noted(sip: TestSip, dialog: SipDialog): Promise<void> {
  dialog.request('INFO');
  await dialog.final('INFO');
  expect(sip.errors).toEqual([]);
}

/** A new caller is still answered. */
async function answers(sip: TestSip): Promise<void> {
  const dialog = new SipDialog(await sip.phone());
  dialog.request('OPTIONS');
  expect(await dialog.final('OPTIONS')).toMatch(/^SIP\/2\.0 200 /);
}

describe('a call', () => {
  it('arrives, is answered, and is ended by the caller', async () => {
    const sip = await started();
    const phone = await sip.phone();
    const { dialog, call, ok } = await answered(sip, phone);
    expect(ok).toMatch(/^SIP\/2\.0 200 OK/);
    expect(ok).toMatch(/^Contact: <sip:distansmote@127\.0\.0\.1:\d+>\r$/m);
    expect(ok).toContain('Allow: ACK,BYE,CANCEL,INFO,INVITE,OPTIONS,PRACK\r\n');
    expect(ok).toContain('m=audio 40000 RTP/AVP 8 101\r\n');
    const { caller } = await sip.event('arrived');
    expect(caller).toEqual({
      number: '+46480450511',
      uri: '+46480450511@127.0.0.1',
      displayName: 'Anna',
      dialled: { user: '+46480123456', host: '127.0.0.1' },
      offersVideo: false,
      trunk: sip.address,
    });
    // Unverified until the ACK shows that the response arrived there.
    expect(sip.all('agreed')).toEqual([]);
    dialog.request('ACK');
    const [audio] = (await sip.event('agreed')).media;
    expect(audio).toMatchObject({ codec: 'PCMA', port: 30_000, digitsPayloadType: 101 });
    dialog.request('BYE');
    expect(await dialog.final('BYE')).toMatch(/^SIP\/2\.0 200 /);
    expect(await sip.event('ended')).toEqual({ type: 'ended', call, by: 'caller' });
  });

  it('is hung up by us, and a lost BYE is retransmitted', async () => {
    const sip = await started();
    const phone = await sip.phone();
    const { dialog, call } = await answered(sip, phone);
    dialog.request('ACK');
    await noted(sip, dialog);
    sip.post({ type: 'hangUp', call });
    const bye = await phone.asked('BYE');
    expect(bye).toContain(`;tag=${dialog.fromTag}`);
    await eventually(() => phone.received.filter((text) => text === bye).length > 1, true);
    phone.accept(bye);
    expect(await sip.event('ended')).toEqual({ type: 'ended', call, by: 'us' });
  });

  it('hung up before its ACK waits for it', async () => {
    const sip = await started();
    const phone = await sip.phone();
    const { dialog, call } = await answered(sip, phone);
    sip.post({ type: 'hangUp', call });
    await sip.event('ended');
    expect(phone.received.some((text) => text.startsWith('BYE'))).toBe(false);
    dialog.request('ACK');
    phone.accept(await phone.asked('BYE'));
  });

  it('is cancelled before it is answered', async () => {
    const sip = await started();
    const phone = await sip.phone();
    const dialog = new SipDialog(phone);
    dialog.request('INVITE', OFFER);
    const { call } = await sip.event('arrived');
    dialog.request('CANCEL');
    expect(await dialog.final('CANCEL')).toMatch(/^SIP\/2\.0 200 /);
    expect(await dialog.final('INVITE')).toMatch(/^SIP\/2\.0 487 /);
    dialog.acknowledgeRefusal();
    expect(await sip.event('ended')).toEqual({ type: 'ended', call, by: 'caller' });
    // Too late, but not an error.
    sip.answer(call);
    sip.post({ type: 'hangUp', call });
    await answers(sip);
  });

  it.each([
    ['busy', 486],
    ['unavailable', 480],
    ['notSecure', 488],
  ] as const)('refused as %s, repeats %d until the ACK arrives', async (refusal, status) => {
    const sip = await started();
    const phone = await sip.phone();
    const dialog = new SipDialog(phone);
    dialog.request('INVITE', OFFER);
    const { call } = await sip.event('arrived');
    sip.post({ type: 'refuse', call, refusal });
    const said = await dialog.final('INVITE');
    expect(said).toMatch(new RegExp(`^SIP/2\\.0 ${status} `));
    await eventually(() => phone.received.filter((text) => text === said).length > 1, true);
    dialog.acknowledgeRefusal();
    expect(await sip.event('ended')).toEqual({ type: 'ended', call, by: 'us' });
  });

  it('repeats its 200 until the ACK, and stays one call however often the INVITE arrives', async () => {
    const sip = await started();
    const phone = await sip.phone();
    const dialog = new SipDialog(phone);
    const invite = dialog.request('INVITE', OFFER);
    phone.send(invite);
    const { call } = await sip.event('arrived');
    sip.answer(call);
    const ok = await dialog.final('INVITE');
    phone.send(invite);
    await eventually(() => phone.received.filter((text) => text === ok).length > 1, true);
    // Over another path, and so with another branch: the same request (RFC 3261 §8.2.2.2).
    phone.send(invite.replace(/;branch=\S+/, ';branch=z9hG4bK-other;rport'));
    await eventually(() => phone.received.some((text) => text.startsWith('SIP/2.0 482')), true);
    dialog.request('ACK');
    await answers(sip);
    expect(sip.all('arrived')).toHaveLength(1);
  });

  it('accepts an ACK with the branch of its INVITE', async () => {
    const sip = await started();
    const phone = await sip.phone();
    const { dialog, call } = await answered(sip, phone);
    dialog.acknowledgeRefusal();
    await noted(sip, dialog);
    sip.post({ type: 'hangUp', call });
    phone.accept(await phone.asked('BYE'));
  });

  it('ends at the maximum duration', async () => {
    const sip = await started({ maxCallSeconds: 1 });
    const phone = await sip.phone();
    const { dialog, call } = await answered(sip, phone);
    dialog.request('ACK');
    phone.accept(await phone.asked('BYE'));
    expect(await sip.event('ended')).toEqual({ type: 'ended', call, by: 'us' });
  });

  it('calls over the limit are answered busy', async () => {
    const sip = await started({ maxCalls: 1 });
    const phone = await sip.phone();
    const { dialog } = await answered(sip, phone);
    dialog.request('ACK');
    await noted(sip, dialog);
    const second = new SipDialog(phone);
    expect(await second.invite()).toMatch(/^SIP\/2\.0 486 /);
    expect(sip.all('arrived')).toHaveLength(1);
  });

  it('all calls are hung up when the thread stops', async () => {
    const sip = await started({});
    const phone = await sip.phone();
    const { dialog } = await answered(sip, phone);
    dialog.request('ACK');
    const waiting = new SipDialog(phone);
    waiting.request('INVITE', OFFER);
    await sip.event('arrived', 2);
    sip.post({ type: 'stop' });
    phone.accept(await phone.asked('BYE'));
    expect(await waiting.final('INVITE')).toMatch(/^SIP\/2\.0 480 /);
    await sip.event('ended', 2);
    await sip.event('stopped');
  });
});

describe('within a call', () => {
  it('hold, a change of media address, and refresh', async () => {
    const sip = await started();
    const phone = await sip.phone();
    const { dialog, ok } = await answered(sip, phone);
    dialog.request('ACK');
    const hold = await dialog.invite(OFFER.replace('sendrecv', 'sendonly'));
    dialog.request('ACK');
    expect(hold).toContain('a=inactive');
    expect(hold).toMatch(/^Contact: <sip:distansmote@/m);
    expect((await sip.event('agreed', 2)).media[0]).toMatchObject({
      isHearing: false,
      isSending: false,
    });
    const back = await dialog.invite(OFFER.replace('audio 30000', 'audio 30002'));
    dialog.request('ACK');
    expect(back).toContain('a=sendrecv');
    expect((await sip.event('agreed', 3)).media[0]).toMatchObject({
      isHearing: true,
      port: 30_002,
    });
    const refreshed = await dialog.invite(OFFER.replace('audio 30000', 'audio 30002'));
    dialog.request('ACK');
    const versions = [ok, hold, back, refreshed].map((text) => /^o=- \d+ (\d+) /m.exec(text)?.[1]);
    expect(versions).toEqual(['1', '2', '3', '3']);
  });

  it('a re-INVITE with no acceptable offer changes nothing', async () => {
    const sip = await started();
    const phone = await sip.phone();
    const { dialog, call } = await answered(sip, phone);
    dialog.request('ACK');
    expect(await dialog.invite(OFFER.replace('AVP 0 8 101', 'AVP 18'))).toMatch(/^SIP\/2\.0 488 /);
    dialog.acknowledgeRefusal();
    expect(await dialog.invite()).toMatch(/^SIP\/2\.0 200 /);
    dialog.request('ACK');
    expect(sip.all('ended')).toEqual([]);
    expect((await sip.event('agreed', 2)).call).toBe(call);
  });

  it('the offer is ours when the INVITE has none, initially and later', async () => {
    const sip = await started();
    const phone = await sip.phone();
    const { dialog, ok } = await answered(sip, phone, '');
    expect(ok).toContain('m=audio 40000 RTP/AVP 8 0 101');
    expect(sip.all('agreed')).toEqual([]);
    dialog.request('ACK', OFFER.replace('AVP 0 8 101', 'AVP 0 101'));
    expect((await sip.event('agreed')).media[0]).toMatchObject({ codec: 'PCMU', payloadType: 0 });
    const again = await dialog.invite('');
    expect(again).toContain('m=audio 40000 RTP/AVP 8 0 101');
    dialog.request('ACK', OFFER.replace('AVP 0 8 101', 'AVP 8 101'));
    expect((await sip.event('agreed', 2)).media[0]).toMatchObject({
      codec: 'PCMA',
      payloadType: 8,
    });
  });

  it('behind a NAT the answer has the public address', async () => {
    const sip = await started({ announcedAddress: '203.0.113.20' });
    const { ok } = await answered(sip, await sip.phone(), OFFER);
    expect(ok).toContain('c=IN IP4 203.0.113.20');
    expect(ok).toMatch(/^Contact: <sip:[^>]*@203\.0\.113\.20[:;>]/m);
    expect(ok).not.toContain('IP4 127.0.0.1');
  });

  it('our offer left without an answer ends the call', async () => {
    const sip = await started();
    const phone = await sip.phone();
    const { dialog, call } = await answered(sip, phone, '');
    dialog.request('ACK');
    phone.accept(await phone.asked('BYE'));
    expect(await sip.event('ended')).toEqual({ type: 'ended', call, by: 'us' });
  });

  it('DTMF arrives by INFO', async () => {
    const sip = await started();
    const phone = await sip.phone();
    const { dialog } = await answered(sip, phone);
    dialog.request('ACK');
    const send = async (type: string, body: string) => {
      dialog.request('INFO', body, [`Content-Type: ${type}`]);
      return (await dialog.final('INFO')).split(' ')[1];
    };
    expect(await send('application/dtmf-relay', 'Signal=5\r\nDuration=160\r\n')).toBe('200');
    expect(await send('application/dtmf-relay', 'Signal= #\r\nDuration= 160\r\n')).toBe('200');
    expect(await send('application/dtmf', '10')).toBe('200');
    expect(await send('application/media_control+xml', '<x/>')).toBe('415');
    dialog.request('INFO');
    expect(await dialog.final('INFO')).toMatch(/^SIP\/2\.0 200 /);
    expect(sip.all('digit').map(({ digit }) => digit)).toEqual(['5', '#', '*']);
  });

  it('a session timer is accepted, with the caller as refresher', async () => {
    const sip = await started();
    const phone = await sip.phone();
    const timer = ['Supported: timer', 'Session-Expires: 1800'];
    const { ok } = await answered(sip, phone, OFFER, timer);
    expect(ok).toContain('Session-Expires: 1800;refresher=uac\r\n');
    expect(ok).toContain('Require: timer\r\n');
    const short = new SipDialog(phone);
    const refused = await short.invite(OFFER, ['k: timer', 'x: 30']);
    expect(refused).toMatch(/^SIP\/2\.0 422 /);
    expect(refused).toContain('Min-SE: 90\r\n');
  });
});
