// Calls over UDP, TCP and TLS, as a trunk makes them, and everything that can go wrong in one.
import { afterEach, describe, expect, it } from 'vitest';
import { eventually } from '@distansmote/testkit/waiting/eventually.ts';
import { OFFER, SipDialog, SipPhone } from '@distansmote/testkit/telephone/sipPhone.ts';
import { RunningSip } from '@distansmote/testkit/telephone/sipThread.ts';

const open: { sip?: RunningSip; phones: SipPhone[] } = { phones: [] };

async function started(...settings: Parameters<typeof RunningSip.start>): Promise<RunningSip> {
  open.sip = await RunningSip.start(...settings);
  return open.sip;
}

async function phoneTo(sip: RunningSip): Promise<SipPhone> {
  const phone = await SipPhone.udp(sip.ports.udpPort);
  open.phones.push(phone);
  return phone;
}

/** A call that was answered and awaits its ACK. */
async function answered(sip: RunningSip, phone: SipPhone, body = OFFER, extra: string[] = []) {
  const dialog = new SipDialog(phone);
  const response = dialog.invite(body, extra);
  const count = sip.all('arrived').length + 1;
  const { call } = await sip.told('arrived', count);
  sip.answer(call);
  const ok = await response;
  return { dialog, call, ok };
}

/** Sends an INFO and awaits the response: everything sent before it has been processed. */
async function noted(sip: RunningSip, dialog: SipDialog): Promise<void> {
  dialog.request('INFO');
  await dialog.final('INFO');
  expect(sip.errors).toEqual([]);
}

/** A new caller is still answered. */
async function answers(sip: RunningSip): Promise<void> {
  const dialog = new SipDialog(await phoneTo(sip));
  dialog.request('OPTIONS');
  expect(await dialog.final('OPTIONS')).toMatch(/^SIP\/2\.0 200 /);
}

afterEach(async () => {
  for (const phone of open.phones.splice(0)) phone.close();
  await open.sip?.stop();
  expect(open.sip?.errors ?? []).toEqual([]);
  delete open.sip;
});

describe('a call', () => {
  it('arrives, is answered, and is ended by the caller', async () => {
    const sip = await started();
    const phone = await phoneTo(sip);
    const { dialog, call, ok } = await answered(sip, phone);
    expect(ok).toMatch(/^SIP\/2\.0 200 OK/);
    expect(ok).toMatch(/^Contact: <sip:distansmote@127\.0\.0\.1:\d+>\r$/m);
    expect(ok).toContain('Allow: ACK,BYE,CANCEL,INFO,INVITE,OPTIONS,PRACK\r\n');
    expect(ok).toContain('m=audio 40000 RTP/AVP 8 101\r\n');
    const { caller } = await sip.told('arrived');
    expect(caller).toEqual({
      number: '+46480450511',
      displayName: 'Anna',
      dialled: { user: '+46480123456', host: '127.0.0.1' },
      trunk: '127.0.0.1',
    });
    // Unverified until the ACK shows that the response arrived there.
    expect(sip.all('agreed')).toEqual([]);
    dialog.request('ACK');
    const [audio] = (await sip.told('agreed')).media;
    expect(audio).toMatchObject({ codec: 'PCMA', port: 30_000, digitsPayloadType: 101 });
    dialog.request('BYE');
    expect(await dialog.final('BYE')).toMatch(/^SIP\/2\.0 200 /);
    expect(await sip.told('ended')).toEqual({ type: 'ended', call, by: 'caller' });
  });

  it('is hung up by us, and a lost BYE is retransmitted', async () => {
    const sip = await started();
    const phone = await phoneTo(sip);
    const { dialog, call } = await answered(sip, phone);
    dialog.request('ACK');
    await noted(sip, dialog);
    sip.say({ type: 'hangUp', call });
    const bye = await phone.asked('BYE');
    expect(bye).toContain(`;tag=${dialog.fromTag}`);
    await eventually(() => phone.received.filter((text) => text === bye).length > 1, true);
    phone.accept(bye);
    expect(await sip.told('ended')).toEqual({ type: 'ended', call, by: 'us' });
  });

  it('hung up before its ACK waits for it', async () => {
    const sip = await started();
    const phone = await phoneTo(sip);
    const { dialog, call } = await answered(sip, phone);
    sip.say({ type: 'hangUp', call });
    await sip.told('ended');
    expect(phone.received.some((text) => text.startsWith('BYE'))).toBe(false);
    dialog.request('ACK');
    phone.accept(await phone.asked('BYE'));
  });

  it('is cancelled before it is answered', async () => {
    const sip = await started();
    const phone = await phoneTo(sip);
    const dialog = new SipDialog(phone);
    dialog.request('INVITE', OFFER);
    const { call } = await sip.told('arrived');
    dialog.request('CANCEL');
    expect(await dialog.final('CANCEL')).toMatch(/^SIP\/2\.0 200 /);
    expect(await dialog.final('INVITE')).toMatch(/^SIP\/2\.0 487 /);
    dialog.acknowledgeRefusal();
    expect(await sip.told('ended')).toEqual({ type: 'ended', call, by: 'caller' });
    // Too late, but not an error.
    sip.answer(call);
    sip.say({ type: 'hangUp', call });
    await answers(sip);
  });

  it.each([
    ['busy', 486],
    ['unavailable', 480],
    ['notSecure', 488],
  ] as const)('refused as %s, repeats %d until the ACK arrives', async (refusal, status) => {
    const sip = await started();
    const phone = await phoneTo(sip);
    const dialog = new SipDialog(phone);
    dialog.request('INVITE', OFFER);
    const { call } = await sip.told('arrived');
    sip.say({ type: 'refuse', call, refusal });
    const said = await dialog.final('INVITE');
    expect(said).toMatch(new RegExp(`^SIP/2\\.0 ${status} `));
    await eventually(() => phone.received.filter((text) => text === said).length > 1, true);
    dialog.acknowledgeRefusal();
    expect(await sip.told('ended')).toEqual({ type: 'ended', call, by: 'us' });
  });

  it('repeats its 200 until the ACK, and stays one call however often the INVITE arrives', async () => {
    const sip = await started();
    const phone = await phoneTo(sip);
    const dialog = new SipDialog(phone);
    const invite = dialog.request('INVITE', OFFER);
    phone.send(invite);
    const { call } = await sip.told('arrived');
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
    const phone = await phoneTo(sip);
    const { dialog, call } = await answered(sip, phone);
    dialog.acknowledgeRefusal();
    await noted(sip, dialog);
    sip.say({ type: 'hangUp', call });
    phone.accept(await phone.asked('BYE'));
  });

  it('ends at the maximum duration', async () => {
    const sip = await started({ maxCallSeconds: 1 });
    const phone = await phoneTo(sip);
    const { dialog, call } = await answered(sip, phone);
    dialog.request('ACK');
    phone.accept(await phone.asked('BYE'));
    expect(await sip.told('ended')).toEqual({ type: 'ended', call, by: 'us' });
  });

  it('calls over the limit are answered busy', async () => {
    const sip = await started({ maxCalls: 1 });
    const phone = await phoneTo(sip);
    const { dialog } = await answered(sip, phone);
    dialog.request('ACK');
    await noted(sip, dialog);
    const second = new SipDialog(phone);
    expect(await second.invite()).toMatch(/^SIP\/2\.0 486 /);
    expect(sip.all('arrived')).toHaveLength(1);
  });

  it('all calls are hung up when the thread stops', async () => {
    const sip = await started();
    const phone = await phoneTo(sip);
    const { dialog } = await answered(sip, phone);
    dialog.request('ACK');
    const waiting = new SipDialog(phone);
    waiting.request('INVITE', OFFER);
    await sip.told('arrived', 2);
    sip.say({ type: 'stop' });
    phone.accept(await phone.asked('BYE'));
    expect(await waiting.final('INVITE')).toMatch(/^SIP\/2\.0 480 /);
    await sip.told('ended', 2);
    await sip.told('stopped');
  });
});

describe('within a call', () => {
  it('hold, a change of media address, and refresh', async () => {
    const sip = await started();
    const phone = await phoneTo(sip);
    const { dialog, ok } = await answered(sip, phone);
    dialog.request('ACK');
    const hold = await dialog.invite(OFFER.replace('sendrecv', 'sendonly'));
    dialog.request('ACK');
    expect(hold).toContain('a=inactive');
    expect(hold).toMatch(/^Contact: <sip:distansmote@/m);
    expect((await sip.told('agreed', 2)).media[0]).toMatchObject({
      isHearing: false,
      isSending: false,
    });
    const back = await dialog.invite(OFFER.replace('audio 30000', 'audio 30002'));
    dialog.request('ACK');
    expect(back).toContain('a=sendrecv');
    expect((await sip.told('agreed', 3)).media[0]).toMatchObject({ isHearing: true, port: 30_002 });
    const refreshed = await dialog.invite(OFFER.replace('audio 30000', 'audio 30002'));
    dialog.request('ACK');
    const versions = [ok, hold, back, refreshed].map((text) => /^o=- \d+ (\d+) /m.exec(text)?.[1]);
    expect(versions).toEqual(['1', '2', '3', '3']);
  });

  it('a re-INVITE with no acceptable offer changes nothing', async () => {
    const sip = await started();
    const phone = await phoneTo(sip);
    const { dialog, call } = await answered(sip, phone);
    dialog.request('ACK');
    expect(await dialog.invite(OFFER.replace('AVP 0 8 101', 'AVP 9'))).toMatch(/^SIP\/2\.0 488 /);
    dialog.acknowledgeRefusal();
    expect(await dialog.invite()).toMatch(/^SIP\/2\.0 200 /);
    dialog.request('ACK');
    expect(sip.all('ended')).toEqual([]);
    expect((await sip.told('agreed', 2)).call).toBe(call);
  });

  it('the offer is ours when the INVITE has none, initially and later', async () => {
    const sip = await started();
    const phone = await phoneTo(sip);
    const { dialog, ok } = await answered(sip, phone, '');
    expect(ok).toContain('m=audio 40000 RTP/AVP 8 0 101');
    expect(sip.all('agreed')).toEqual([]);
    dialog.request('ACK', OFFER.replace('AVP 0 8 101', 'AVP 0 101'));
    expect((await sip.told('agreed')).media[0]).toMatchObject({ codec: 'PCMU', payloadType: 0 });
    const again = await dialog.invite('');
    expect(again).toContain('m=audio 40000 RTP/AVP 8 0 101');
    dialog.request('ACK', OFFER.replace('AVP 0 8 101', 'AVP 8 101'));
    expect((await sip.told('agreed', 2)).media[0]).toMatchObject({ codec: 'PCMA', payloadType: 8 });
  });

  it('behind a NAT the answer has the public address', async () => {
    const sip = await started({ announcedAddress: '203.0.113.20' });
    const { ok } = await answered(sip, await phoneTo(sip), OFFER);
    expect(ok).toContain('c=IN IP4 203.0.113.20');
    expect(ok).toMatch(/^Contact: <sip:[^>]*@203\.0\.113\.20[:;>]/m);
    expect(ok).not.toContain('IP4 127.0.0.1');
  });

  it('our offer left without an answer ends the call', async () => {
    const sip = await started();
    const phone = await phoneTo(sip);
    const { dialog, call } = await answered(sip, phone, '');
    dialog.request('ACK');
    phone.accept(await phone.asked('BYE'));
    expect(await sip.told('ended')).toEqual({ type: 'ended', call, by: 'us' });
  });

  it('DTMF arrives by INFO', async () => {
    const sip = await started();
    const phone = await phoneTo(sip);
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
    const phone = await phoneTo(sip);
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

describe('what is not a call', () => {
  it.each([
    ['OPTIONS', 200],
    ['REGISTER', 405],
    ['SUBSCRIBE', 405],
    ['MESSAGE', 405],
    ['UPDATE', 405],
    ['REFER', 405],
    ['BYE', 481],
    ['INFO', 481],
    ['PRACK', 481],
    ['CANCEL', 481],
  ])('%s is answered %d', async (method, status) => {
    const sip = await started();
    const dialog = new SipDialog(await phoneTo(sip));
    dialog.branch = 'z9hG4bK-first';
    dialog.request(method);
    const said = await dialog.final(method);
    expect(said).toMatch(new RegExp(`^SIP/2\\.0 ${status} `));
    if (status === 405) expect(said).toContain('Allow: ACK,BYE,');
    expect(said).toMatch(/^Via: .*;rport=\d+;received=127\.0\.0\.1/m);
  });

  it.each([
    [
      'no length of what follows',
      (text: string) => text.replace(/Content-Length: \d+/, 'Content-Length: 9999'),
      400,
    ],
    ['no From tag', (text: string) => text.replace(/^(From:.*);tag=.*$/m, '$1'), 400],
    ['another method in CSeq', (text: string) => text.replace('1 INVITE', '1 BYE'), 400],
    ['no Contact', (text: string) => text.replace(/^Contact:.*\r\n/m, ''), 400],
    ['a Contact of *', (text: string) => text.replace(/^Contact:.*$/m, 'Contact: *\r'), 400],
    ['a web address', (text: string) => text.replace('INVITE sip:', 'INVITE http:'), 416],
    [
      'an unknown extension',
      (text: string) => text.replace('Contact:', 'Require: magic\r\nContact:'),
      420,
    ],
    ['a picture', (text: string) => text.replace('application/sdp', 'image/png'), 415],
    ['SDP that is none', (text: string) => text.replace('m=audio', 'x=audio'), 488],
    ['encrypted sound in the clear', (text: string) => text.replace('RTP/AVP', 'RTP/SAV'), 488],
  ])('an INVITE with %s is refused', async (_name, change, status) => {
    const sip = await started();
    const phone = await phoneTo(sip);
    const dialog = new SipDialog(phone);
    dialog.cseq = 1;
    dialog.branch = 'z9hG4bK-bad';
    phone.send(change(phone.text(dialog, 'INVITE', OFFER, [])));
    await eventually(
      () => phone.received.find((text) => !text.startsWith('SIP/2.0 100'))?.slice(8, 11),
      String(status),
    );
    expect(sip.all('arrived')).toEqual([]);
    await answers(sip);
  });

  it('caller addresses may take many forms', async () => {
    const sip = await started();
    const phone = await phoneTo(sip);
    const numbers: (string | undefined)[] = [];
    const call = async (change: (text: string) => string) => {
      const dialog = new SipDialog(phone);
      dialog.cseq = 1;
      dialog.branch = `z9hG4bK-${dialog.callId}`;
      phone.send(change(phone.text(dialog, 'INVITE', OFFER, [])));
      numbers.push((await sip.told('arrived', numbers.length + 1)).caller.number);
    };
    await call((text) =>
      text.replace('"Anna" <sip:+46480450511@127.0.0.1>', '<tel:+46-480-450511>'),
    );
    await call((text) => text.replace('"Anna"', 'Åsa Öst'));
    await call((text) => text.replace('+46480450511@', 'anonymous@'));
    await call((text) => text.replace('+46480450511@', '*31#0480450511@'));
    await call((text) =>
      text.replace('Contact:', 'P-Asserted-Identity: <sip:0480112233@x>\r\nContact:'),
    );
    await call((text) => text.replace('To: <sip:+46480123456@127.0.0.1>', 't: tel:112'));
    await call((text) => text.replace('INVITE sip:+46480123456@127.0.0.1', 'INVITE sips:rum@host'));
    expect(numbers).toEqual([
      '+46480450511',
      '+46480450511',
      undefined,
      undefined,
      '+46480112233',
      '+46480450511',
      '+46480450511',
    ]);
  });
});
