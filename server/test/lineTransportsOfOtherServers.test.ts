// Calls at another server than the meeting's by SRTP and TLS, and by a trunk that signs in and takes one server after the other.
import { Page } from '@distansmote/testkit/browser/page.ts';
import { makeCertificates } from '@distansmote/testkit/network/certificates.ts';
import { freePort, freePorts } from '@distansmote/testkit/network/ports.ts';
import { tempFolder } from '@distansmote/testkit/server/tempFolder.ts';
import { type TestNode, TestNodes } from '@distansmote/testkit/server/testNodes.ts';
import { digestAnswer } from '@distansmote/testkit/telephone/digestAnswer.ts';
import { OFFER, SipPhone } from '@distansmote/testkit/telephone/sipPhone.ts';
import { Telephone, whyNoTelephone } from '@distansmote/testkit/telephone/telephone.ts';
import { VirtualPhone } from '@distansmote/testkit/telephone/virtualPhone.ts';
import { eventually } from '@distansmote/testkit/waiting/eventually.ts';
import { afterAll, expect, onTestFinished, test, vi } from 'vitest';

const why = whyNoTelephone();
if (why !== undefined) console.warn(`Left out: ${why}`);

// Whole telephones are started, sometimes on a busy machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });
const WAIT = { timeout: 40_000, interval: 200 };
/** In dB below full scale. */
const HEARD = -45;
const UNHEARD = -60;

const nodes = await TestNodes.create();
afterAll(() => nodes.stop());

/** Somebody keeps a meeting open there. */
async function openMeeting(node: TestNode) {
  const { callId } = await node.makeSpace();
  const page = await Page.open(node, { rejectUnauthorized: false });
  onTestFinished(() => page.close());
  await page.enter(callId, 'Anna');
  return { callId, page, presentCount: () => node.meetings.presentCounts.get(callId) };
}

test.skipIf(why !== undefined)(
  'telephones with SRTP over TLS at two servers of a cluster with TLS hear each other',
  async () => {
    const start = async () => {
      const { cert: TLS_CERT, key: TLS_KEY } = await makeCertificates(tempFolder(), ['127.0.0.1']);
      const PORT = String(await freePort());
      const CLUSTER_ADDRESS = `https://127.0.0.1:${PORT}`;
      return nodes.startWithPhones({ PORT, CLUSTER_ADDRESS, TLS_CERT, TLS_KEY });
    };
    const [holder, other] = [await start(), await start()];
    const { callId, presentCount } = await openMeeting(holder);
    const ring = async ({ sipPort }: typeof holder, number: string, hertz: number) => {
      const telephone = await Telephone.start({ number, hertz, transport: 'tls' });
      onTestFinished(() => telephone.stop());
      telephone.dial(sipPort + 1);
      await vi.waitFor(() => expect(telephone.events).toContain('CALL_ESTABLISHED'), WAIT);
      await telephone.key(`${callId}#`);
      return telephone;
    };
    const elsa = await ring(other, '+46480445511', 430);
    const bo = await ring(holder, '+46701234567', 790);
    await eventually(presentCount, 3);
    for (const [telephone, hears, own] of [
      [elsa, 790, 430],
      [bo, 430, 790],
    ] as const) {
      await vi.waitFor(
        async () => expect(await telephone.hears(hears)).toBeGreaterThan(HEARD),
        WAIT,
      );
      await vi.waitFor(async () => expect(await telephone.hears(own)).toBeLessThan(UNHEARD), WAIT);
    }
    elsa.hangUp();
    await eventually(presentCount, 2);
  },
);

test('a trunk that signs in may answer the challenge of one server at the other, and be in a meeting at a third', async () => {
  const account = { user: 'trunk', password: 'correct horse battery' };
  const start = async () => {
    const { firstPort: sipPort } = await freePorts(2);
    const SIP = { SIP_PORT: String(sipPort), SIP_HOST: '127.0.0.1' };
    const { user: SIP_USER, password: SIP_PASSWORD } = account;
    return { ...(await nodes.start({ ...SIP, SIP_USER, SIP_PASSWORD })), sipPort };
  };
  const [one, other] = [await start(), await start()];
  const { callId, presentCount } = await openMeeting(await nodes.start());
  for (const [asked, answered] of [
    [one, other],
    [other, one],
  ] as const) {
    const [first, second] = [
      await SipPhone.udp(asked.sipPort),
      await SipPhone.udp(answered.sipPort),
    ];
    onTestFinished(() => {
      first.close();
      second.close();
    });
    const challenged = new VirtualPhone(first);
    const challenge = await challenged.dialog.invite(OFFER);
    expect(challenge).toMatch(/^SIP\/2\.0 401 /);
    challenged.dialog.acknowledgeRefusal();
    const call = new VirtualPhone(second);
    const sdp = OFFER.replace('sendrecv', 'recvonly');
    const answer = await call.dialog.invite(sdp, [digestAnswer(challenge, account)]);
    expect(answer).toMatch(/^SIP\/2\.0 200 /);
    call.acknowledge();
    await call.key(`${callId}#`);
    await eventually(presentCount, 2);
    await call.hangUp();
    await eventually(presentCount, 1);
  }
});
