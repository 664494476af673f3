// Third-party phones call the SIP thread: Debian's baresip and SIPp, where installed.
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { generate } from 'selfsigned';
import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  Telephone,
  type TelephoneOptions,
  whyNoTelephone,
} from '@distansmote/testkit/telephone/telephone.ts';
import { tempFolder } from '@distansmote/testkit/server/tempFolder.ts';
import { WAIT_OPTIONS } from '@distansmote/testkit/browser/page.ts';
import { freePort } from '@distansmote/testkit/network/ports.ts';
import { RunningSip } from '@distansmote/testkit/telephone/sipThread.ts';

const run = promisify(execFile);
const isTelephoneHere = whyNoTelephone() === undefined;
const isSippHere = existsSync('/usr/bin/sipp');
if (!isSippHere || !isTelephoneHere) {
  console.warn('Left out: apt-get install baresip-core sip-tester brings the phones for these.');
}

const pair = await generate([{ name: 'commonName', value: 'localhost' }]);
const tls = { cert: pair.cert, key: pair.private };

const DIGEST_ONLY = { trunkAllow: [], user: 'trunk', password: 'secret' };

let sip: RunningSip | undefined;
let telephone: Telephone | undefined;

afterEach(async () => {
  await telephone?.stop();
  await sip?.stop();
  expect(sip?.errors).toEqual([]);
  telephone = undefined;
});

async function start(options: Partial<TelephoneOptions>): Promise<Telephone> {
  telephone = await Telephone.start({ number: 'trunk', hertz: 0, ...options });
  return telephone;
}

const says = (phone: Telephone, event: string) =>
  vi.waitFor(() => expect(phone.events).toContain(event), WAIT_OPTIONS);

describe.skipIf(!isTelephoneHere)('baresip', () => {
  it.each(['udp', 'tcp', 'tls'] as const)(
    'calls by %s, holds, resumes and hangs up',
    async (transport) => {
      const running = (sip = await RunningSip.start({ tls }));
      const phone = await start({ transport });
      const { udpPort, tcpPort, tlsPort } = running.ports;
      phone.dial({ udp: udpPort, tcp: tcpPort, tls: tlsPort ?? 0 }[transport]);
      running.answer((await running.event('arrived')).call);
      await says(phone, 'CALL_ESTABLISHED');
      const {
        call,
        media: [audio],
      } = await running.event('agreed');
      expect(audio).toMatchObject({ codec: 'PCMA', digitsPayloadType: 101, isHearing: true });
      expect(audio?.remoteSrtpKey === undefined).toBe(transport !== 'tls');
      phone.hold();
      expect((await running.event('agreed', 2)).media[0]?.isHearing).toBe(false);
      phone.resume();
      expect((await running.event('agreed', 3)).media[0]?.isHearing).toBe(true);
      phone.hangUp();
      expect(await running.event('ended')).toEqual({ type: 'ended', call, by: 'caller' });
    },
  );

  it('is heard in G.722 if it has nothing else', async () => {
    const running = (sip = await RunningSip.start());
    const phone = await start({ codec: 'G722' });
    phone.dial(running.ports.udpPort);
    running.answer((await running.event('arrived')).call);
    await says(phone, 'CALL_ESTABLISHED');
    const { media } = await running.event('agreed');
    expect(media[0]).toMatchObject({ codec: 'G722', payloadType: 9, digitsPayloadType: 101 });
  });

  it.each(['udp', 'tcp'] as const)('is hung up on, by %s', async (transport) => {
    const running = (sip = await RunningSip.start());
    const phone = await start({ transport });
    phone.dial(transport === 'udp' ? running.ports.udpPort : running.ports.tcpPort);
    const { call } = await running.event('arrived');
    running.answer(call);
    await says(phone, 'CALL_ESTABLISHED');
    running.post({ type: 'hangUp', call });
    await says(phone, 'CALL_CLOSED');
  });

  it('authenticates with its password, though it supports only MD5', async () => {
    const running = (sip = await RunningSip.start(DIGEST_ONLY));
    running.answersAll();
    const phone = await start({ account: 'auth_user=trunk;auth_pass=secret' });
    phone.dial(running.ports.udpPort);
    await says(phone, 'CALL_CLOSED');
    phone.dial(running.ports.udpPort);
    await says(phone, 'CALL_ESTABLISHED');
    phone.hangUp();
    await running.event('ended');
  });
});

describe.skipIf(!isSippHere)('sipp', () => {
  async function sipp(port: number, ...options: string[]): Promise<void> {
    const own = String(await freePort());
    const folder = tempFolder();
    const common = ['-i', '127.0.0.1', '-p', own, '-timeout', '60', '-timeout_error', '-nostdin'];
    await run('/usr/bin/sipp', [`127.0.0.1:${port}`, ...common, ...options], { cwd: folder });
  }

  it.each(['u1', 't1'])('runs its built-in scenario by %s', async (transport) => {
    const running = (sip = await RunningSip.start());
    running.answersAll();
    const port = transport === 'u1' ? running.ports.udpPort : running.ports.tcpPort;
    await sipp(port, '-sn', 'uac', '-m', '10', '-r', '10', '-d', '200', '-t', transport);
    await running.event('ended', 10);
    expect(running.all('ended').every(({ by }) => by === 'caller')).toBe(true);
  });

  it('authenticates with its password, though it supports only MD5', async () => {
    const running = (sip = await RunningSip.start(DIGEST_ONLY));
    running.answersAll();
    const file = join(tempFolder(), 'digest.xml');
    await writeFile(file, DIGEST);
    const call = () => sipp(running.ports.udpPort, '-sf', file, '-m', '1');
    await expect(call()).rejects.toThrow('must use MD5');
    await call();
    expect((await running.event('ended')).by).toBe('caller');
  });

  it('sends DTMF by INFO, with a late offer', async () => {
    const running = (sip = await RunningSip.start());
    running.answersAll();
    const file = join(tempFolder(), 'keys.xml');
    await writeFile(file, KEYS);
    await sipp(running.ports.udpPort, '-sf', file, '-m', '1');
    await running.event('ended');
    expect(running.all('digit').map(({ digit }) => digit)).toEqual(['7']);
    expect(running.all('agreed')).toHaveLength(1);
  });
});

interface Sent {
  firstLine: string;
  tag?: string;
  cseq: string;
  type?: string;
  body?: string;
  extra?: string;
}

function message({ firstLine, tag = '', cseq, type = '', body = '', extra = '' }: Sent): string {
  const isRepeated = !firstLine.startsWith('ACK');
  return `<send${isRepeated ? ' retrans="500"' : ''}><![CDATA[
${firstLine} sip:mote@[remote_ip]:[remote_port] SIP/2.0
Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]
From: <sip:+46480450511@[local_ip]:[local_port]>;tag=[call_number]
To: <sip:mote@[remote_ip]>${tag}
Call-ID: [call_id]
CSeq: ${cseq}
Contact: <sip:sipp@[local_ip]:[local_port]>
Max-Forwards: 70
${extra}${type === '' ? '' : `Content-Type: ${type}\n`}Content-Length: [len]

${body}]]></send>`;
}

const TAG = '[peer_tag_param]';
const SDP = [
  'v=0',
  'o=- 1 1 IN IP4 [local_ip]',
  's=-',
  'c=IN IP4 [media_ip]',
  't=0 0',
  'm=audio [media_port] RTP/AVP 8',
  '',
].join('\n');
const OFFERED = { type: 'application/sdp', body: SDP };
const KEY = { type: 'application/dtmf-relay', body: 'Signal=7\nDuration=160\n' };
const OK = '<recv response="100" optional="true"/><recv response="200" rtd="true"/>';

function scenario(name: string, ...steps: string[]): string {
  const head = '<?xml version="1.0" encoding="ISO-8859-1" ?>';
  return [head, `<scenario name="${name}">`, ...steps, '</scenario>', ''].join('\n');
}

const KEYS = scenario(
  'keys',
  message({ firstLine: 'INVITE', cseq: '1 INVITE' }),
  OK,
  message({ firstLine: 'ACK', cseq: '1 ACK', tag: TAG, ...OFFERED }),
  message({ firstLine: 'INFO', cseq: '2 INFO', tag: TAG, ...KEY }),
  OK,
  message({ firstLine: 'BYE', cseq: '3 BYE', tag: TAG }),
  OK,
);

const PASSWORD = '[authentication username=trunk password=secret]\n';
const DIGEST = scenario(
  'digest',
  message({ firstLine: 'INVITE', cseq: '1 INVITE', ...OFFERED }),
  '<recv response="401" auth="true"/>',
  message({ firstLine: 'ACK', cseq: '1 ACK', tag: TAG }),
  message({ firstLine: 'INVITE', cseq: '2 INVITE', ...OFFERED, extra: PASSWORD }),
  OK,
  message({ firstLine: 'ACK', cseq: '2 ACK', tag: TAG }),
  message({ firstLine: 'BYE', cseq: '3 BYE', tag: TAG }),
  OK,
);
