// Third-party phones call the SIP thread: Debian's baresip and SIPp, where installed.
import { generate } from 'selfsigned';
import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  Telephone,
  type TelephoneOptions,
  whyNoTelephone,
} from '@distansmote/testkit/telephone/telephone.ts';
import { tempFolder } from '@distansmote/testkit/server/tempFolder.ts';
import { WAIT_OPTIONS } from '@distansmote/testkit/browser/page.ts';
import {
  runSipp,
  sippExpects,
  sippScenario,
  sippSends,
  whyNoSipp,
} from '@distansmote/testkit/telephone/sipp.ts';
import { RunningSip } from '@distansmote/testkit/telephone/sipThread.ts';

const isTelephoneHere = whyNoTelephone() === undefined;
const isSippHere = whyNoSipp() === undefined;
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
  const sipp = (port: number, scenario?: string, ...options: string[]) =>
    runSipp(tempFolder(), port, scenario, ...options);

  it.each(['u1', 't1'])('runs its built-in scenario by %s', async (transport) => {
    const running = (sip = await RunningSip.start());
    running.answersAll();
    const port = transport === 'u1' ? running.ports.udpPort : running.ports.tcpPort;
    await sipp(port, undefined, '-sn', 'uac', '-m', '10', '-r', '10', '-d', '200', '-t', transport);
    await running.event('ended', 10);
    expect(running.all('ended').every(({ by }) => by === 'caller')).toBe(true);
  });

  it('authenticates with its password, though it supports only MD5', async () => {
    const running = (sip = await RunningSip.start(DIGEST_ONLY));
    running.answersAll();
    const call = () => sipp(running.ports.udpPort, DIGEST);
    await expect(call()).rejects.toThrow('must use MD5');
    await call();
    expect((await running.event('ended')).by).toBe('caller');
  });

  it('sends DTMF by INFO, with a late offer', async () => {
    const running = (sip = await RunningSip.start());
    running.answersAll();
    await sipp(running.ports.udpPort, KEYS);
    await running.event('ended');
    expect(running.all('digit').map(({ digit }) => digit)).toEqual(['7']);
    expect(running.all('agreed')).toHaveLength(1);
  });
});

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

const KEYS = sippScenario(
  'keys',
  sippSends({ method: 'INVITE', cseq: 1 }),
  sippExpects(200),
  sippSends({ method: 'ACK', cseq: 1, isInDialog: true, ...OFFERED }),
  sippSends({ method: 'INFO', cseq: 2, isInDialog: true, ...KEY }),
  sippExpects(200),
  sippSends({ method: 'BYE', cseq: 3, isInDialog: true }),
  sippExpects(200),
);

const PASSWORD = ['[authentication username=trunk password=secret]'];
const DIGEST = sippScenario(
  'digest',
  sippSends({ method: 'INVITE', cseq: 1, ...OFFERED }),
  '<recv response="401" auth="true"/>',
  sippSends({ method: 'ACK', cseq: 1, isInDialog: true }),
  sippSends({ method: 'INVITE', cseq: 2, ...OFFERED, extra: PASSWORD }),
  sippExpects(200),
  sippSends({ method: 'ACK', cseq: 2, isInDialog: true }),
  sippSends({ method: 'BYE', cseq: 3, isInDialog: true }),
  sippExpects(200),
);
