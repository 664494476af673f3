// Getting through: by UDP, else by TCP on the same port, else by a TURN relay on 443, whatever the network lets through.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Certificates, makeCertificates } from './support/certificates.ts';
import {
  type FarNetwork,
  makeFarNetwork,
  type Passage,
  whyNoFarNetwork,
} from './support/farNetwork.ts';
import { iceWays } from './support/iceWays.ts';
import { expectSeesAndHears } from './support/mediaProof.ts';
import { connectByLink } from './support/meeting.ts';
import { run } from './support/run.ts';
import { expect, test as base } from './support/test.ts';
import { startTestServer } from './support/testServer.ts';
import { startTurnRelay, TURN_PORT, TURN_SECRET } from './support/turnRelay.ts';

const MEDIA_PORT = '40000';

const test = base.extend<object, { far: { network: FarNetwork; certificates: Certificates } }>({
  far: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads the fixture's needs off the pattern.
    async ({}, use) => {
      const folder = await mkdtemp(join(tmpdir(), 'distansmote-far-'));
      const network = await makeFarNetwork();
      try {
        const { serviceAddress, relayAddress } = network;
        const certificates = await makeCertificates(folder, [serviceAddress, relayAddress]);
        await startTurnRelay(folder, network, certificates);
        await use({ network, certificates });
      } finally {
        await network.remove();
        await rm(folder, { recursive: true, force: true });
      }
    },
    { scope: 'worker' },
  ],
  // There, in place of the one on this computer.
  server: [
    async ({ far: { network, certificates } }, use) => {
      const settings = {
        PORT: '443',
        HOST: network.serviceAddress,
        TLS_CERT: certificates.cert,
        TLS_KEY: certificates.key,
        MEDIA_PORT,
        MEDIA_ANNOUNCED_ADDRESS: network.serviceAddress,
        TURN_URLS: `turns:${network.relayAddress}:${TURN_PORT}?transport=tcp`,
        TURN_SECRET,
      };
      const server = await startTestServer(() => Promise.resolve(settings), {
        url: `https://${network.serviceAddress}`,
        inside: network.inside,
      });
      await use(server);
      await server.stop();
    },
    { scope: 'worker' },
  ],
});

const why = whyNoFarNetwork();
test.skip(why !== undefined, why);

const ways: { passage: Passage; name: string; way: string }[] = [
  { passage: 'everything', name: 'an open network: UDP', way: 'udp' },
  { passage: 'tcp', name: 'no UDP: TCP on the same port', way: 'tcp' },
  {
    passage: 'tcp443',
    name: 'nothing but TCP port 443: a TURN relay by TLS',
    way: 'tls to a relay, then udp',
  },
];
for (const { passage, name, way } of ways) {
  test(`${name}: both see and hear`, async ({ far, server, person }) => {
    const { network, certificates } = far;
    await network.letThrough(passage);
    const { callId } = await server.createSpace('Genom brandväggen');
    const karin = await person({ certificates });
    const lars = await person({ certificates });
    await connectByLink(karin, callId, 'Karin');
    await connectByLink(lars, callId, 'Lars');
    await expectSeesAndHears(karin, 'Lars');
    await expectSeesAndHears(lars, 'Karin');
    const wanted = `${way} to ${network.serviceAddress}:${MEDIA_PORT}`;
    for (const page of [karin, lars]) {
      await expect.poll(() => iceWays(page)).toEqual([wanted, wanted]);
    }
  });
}

test('the relay sends to the media server and to nobody else @chromium-only', async ({
  far: { network },
}) => {
  await network.letThrough('tcp443');
  const askRelay = (peer: string) => {
    const options = ['-t', '-S', '-c', '-m', '1', '-n', '1', '-W', TURN_SECRET];
    return run([
      'turnutils_uclient',
      ...options,
      ...['-p', String(TURN_PORT), '-e', peer, '-r', MEDIA_PORT, network.relayAddress],
    ]).catch((error: unknown) => String(error));
  };
  const forbidden = /403 \(Forbidden IP\)/;
  expect(await askRelay(network.strangerAddress)).toMatch(forbidden);
  expect(await askRelay(network.relayAddress)).toMatch(forbidden);
  expect(await askRelay('127.0.0.1')).toMatch(forbidden);
});
