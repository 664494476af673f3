// SIP over TCP and TLS: how messages are framed in a stream, and when SRTP is negotiated.
import { describe, expect, it } from 'vitest';
import { generate } from 'selfsigned';
import { eventually } from '@distansmote/testkit/waiting/eventually.ts';
import { OFFER, SipDialog, type SipPhone } from '@distansmote/testkit/telephone/sipPhone.ts';
import { sharedSip } from '@distansmote/testkit/telephone/sharedSip.ts';
import { SRTP_KEY, type TestSip } from '@distansmote/testkit/telephone/sipThread.ts';

const pair = await generate([{ name: 'commonName', value: 'localhost' }]);
const tls = { cert: pair.cert, key: pair.private };
const THEIR_KEY = 'PS1uQCVeeCFCanVmcjkpPywjNWhcYD0mXXtxaVBR';
const ENCRYPTED_OFFER = OFFER.replace('RTP/AVP', 'RTP/SAVP').replace(
  'a=sendrecv',
  [
    'a=crypto:1 AES_CM_128_HMAC_SHA1_32 inline:WbTBosdVUZqEb6Htqhn+m3z7wUh4RJVR8nE15GbN',
    `a=crypto:2 AES_CM_128_HMAC_SHA1_80 inline:${THEIR_KEY}|2^31`,
    'a=sendrecv',
  ].join('\r\n'),
);

const started = sharedSip({ tls });

async function connected(transport: 'TCP' | 'TLS'): Promise<[TestSip, SipPhone]> {
  const sip = await started();
  return [sip, await sip.phone(transport)];
}

async function answered(running: TestSip, dialog: SipDialog, offer: string): Promise<string> {
  const response = dialog.invite(offer);
  const { call } = await running.event('arrived');
  running.answer(call);
  const ok = await response;
  dialog.request('ACK');
  return ok;
}

describe.each(['TCP', 'TLS'] as const)('by %s', (transport) => {
  it('a call arrives, and we hang up', async () => {
    const [running, caller] = await connected(transport);
    const dialog = new SipDialog(caller);
    const ok = await answered(running, dialog, OFFER);
    const { tcpPort, tlsPort } = running.ports;
    const port = transport === 'TCP' ? tcpPort : tlsPort;
    expect(ok).toContain(
      `Contact: <sip:distansmote@127.0.0.1:${port};transport=${transport.toLowerCase()}>`,
    );
    dialog.request('INFO');
    await dialog.final('INFO');
    running.post({ type: 'hangUp', call: (await running.event('agreed')).call });
    const bye = await caller.asked('BYE');
    expect(bye).toContain(`Via: SIP/2.0/${transport} 127.0.0.1:${port};branch=`);
    caller.accept(bye);
  });

  it('a double CRLF is answered by a single CRLF, and messages may arrive in pieces or together', async () => {
    const [, caller] = await connected(transport);
    caller.send('\r\n\r\n');
    await eventually(() => caller.received, ['\r\n']);
    const [one, other] = [new SipDialog(caller), new SipDialog(caller)];
    one.cseq = 1;
    one.branch = 'z9hG4bK-one';
    other.cseq = 1;
    other.branch = 'z9hG4bK-other';
    const both = [one, other].map((dialog) => caller.text(dialog, 'OPTIONS', '', [])).join('\r\n');
    for (const piece of both.match(/[^]{1,150}/g) ?? []) caller.send(piece);
    expect(await one.final('OPTIONS')).toMatch(/^SIP\/2\.0 200 /);
    expect(await other.final('OPTIONS')).toMatch(/^SIP\/2\.0 200 /);
  });
});

it('a call survives the loss of its connection, and continues over another', async () => {
  const [running, caller] = await connected('TCP');
  const dialog = new SipDialog(caller);
  await answered(running, dialog, OFFER);
  dialog.request('INFO');
  await dialog.final('INFO');
  caller.close();
  const other = await running.phone('TCP');
  const { callId, fromTag, toTag, cseq } = dialog;
  const same = Object.assign(new SipDialog(other), { callId, fromTag, toTag, cseq });
  expect(await same.invite()).toMatch(/^SIP\/2\.0 200 /);
  same.request('ACK');
  const { call } = await running.event('agreed', 2);
  running.post({ type: 'hangUp', call });
  other.accept(await other.asked('BYE'));
});

it('hanging up when the connection is gone is not an error', async () => {
  const [running, caller] = await connected('TCP');
  const dialog = new SipDialog(caller);
  await answered(running, dialog, OFFER);
  caller.close();
  running.post({ type: 'hangUp', call: (await running.event('agreed')).call });
  expect((await running.event('ended')).by).toBe('us');
});

describe('a stream is closed', () => {
  it.each([
    ['with no length', (text: string) => text.replace(/^Content-Length.*\r\n/m, '')],
    ['with two lengths', (text: string) => text.replace('Contact:', 'l: 5\r\nContact:')],
    ['of too long a message', (text: string) => text.replace(/Length: \d+/, 'Length: 99999')],
    ['of endless headers', (text: string) => `${text.slice(0, 100)}${'x'.repeat(20_000)}`],
  ])('%s', async (_name, change) => {
    const [, caller] = await connected('TCP');
    const dialog = new SipDialog(caller);
    dialog.cseq = 1;
    caller.send(change(caller.text(dialog, 'OPTIONS', '', [])));
    await eventually(() => caller.received.at(-1), 'closed');
  });
});

describe('SRTP', () => {
  it('is negotiated over TLS', async () => {
    const [running, caller] = await connected('TLS');
    const ok = await answered(running, new SipDialog(caller), ENCRYPTED_OFFER);
    expect(ok).toContain('m=audio 40000 RTP/SAVP 8 101\r\n');
    expect(ok).toContain(`a=crypto:2 AES_CM_128_HMAC_SHA1_80 inline:${SRTP_KEY}\r\n`);
    expect((await running.event('agreed')).media[0]?.remoteSrtpKey).toBe(THEIR_KEY);
  });

  it('is not negotiated where its key could be read', async () => {
    const [running, caller] = await connected('TCP');
    expect(await new SipDialog(caller).invite(ENCRYPTED_OFFER)).toMatch(/^SIP\/2\.0 488 /);
    expect(running.all('arrived')).toEqual([]);
  });

  it('is offered over TLS when the offer is ours', async () => {
    const [running, caller] = await connected('TLS');
    const dialog = new SipDialog(caller);
    const response = dialog.invite('');
    running.answer((await running.event('arrived')).call);
    expect(await response).toContain('m=audio 40000 RTP/SAVP 8 0 101\r\n');
    dialog.request('ACK', ENCRYPTED_OFFER);
    expect((await running.event('agreed')).media[0]?.remoteSrtpKey).toBe(THEIR_KEY);
  });

  it('is not required of a caller over TLS that does not offer it', async () => {
    const [running, caller] = await connected('TLS');
    await answered(running, new SipDialog(caller), OFFER);
    expect((await running.event('agreed')).media[0]?.remoteSrtpKey).toBeUndefined();
  });
});
