// A worker of another server is used only if media passes between it and those of this one.
import { Duplex, Readable } from 'node:stream';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { types } from 'mediasoup';
import { expect, onTestFinished, test } from 'vitest';
import { freePort } from '@distansmote/testkit/network/ports.ts';
import { eventually } from '@distansmote/testkit/waiting/eventually.ts';
import { pipeAddressOf, checkPipeAddresses } from '../src/cluster/guests/pipeAddress.ts';
import { checkPipes } from '../src/cluster/guests/pipeCheck.ts';
import type { MediaAddress } from '../src/media/mediaAddresses.ts';
import { MeetingRouter } from '../src/media/meetingRouter.ts';
import { newSsrcs } from '../src/media/newSsrcs.ts';
import { pipe } from '../src/media/routerPipes.ts';
import { createRemoteWorker } from '../src/media/remoteWorker.ts';
import { openHandle, startWorker, type WorkerHandle } from '../src/media/workerHandle.ts';
import { spawnWorker } from '../src/media/workerProcess.ts';
import { createLog } from '../src/platform/log.ts';

const log = createLog('silent');
const HERE: MediaAddress = { ip: '127.0.0.1' };
/** Where nobody is, as behind a firewall that drops: TEST-NET-1 (RFC 5737). */
const NOWHERE: MediaAddress = { ip: '127.0.0.1', announcedAddress: '192.0.2.1' };

async function start(): Promise<WorkerHandle> {
  const handle = await startWorker([HERE], await freePort(), log);
  onTestFinished(() => handle.mediasoupWorker.close());
  return handle;
}

/** Its channel brings byte after byte, as from far away: what a worker tells comes well before the answer that follows it. */
async function startFar(): Promise<WorkerHandle> {
  const spawned = spawnWorker();
  const [writable, source] = [spawned.stdio[3] as Duplex, spawned.stdio[4] as Duplex];
  async function* trickle() {
    for await (const chunk of source as AsyncIterable<Buffer>) {
      for (const byte of chunk) {
        await nextTurn();
        yield Buffer.of(byte);
      }
    }
  }
  const readable = Readable.from(trickle(), { objectMode: false });
  const channel = Duplex.from({ readable, writable });
  channel.on('error', () => undefined);
  onTestFinished(() => void spawned.kill('SIGKILL'));
  const worker = await createRemoteWorker(channel, spawned.pid ?? 0);
  return openHandle(worker, {
    addresses: [HERE],
    port: await freePort(),
    readUsage: () => Promise.resolve(undefined),
    kill: () => void spawned.kill('SIGKILL'),
    guest: { nodeId: 'other', pipeAddress: HERE, ownPipeAddress: HERE },
    log,
  });
}

async function startAt(pipeAddress: MediaAddress, ownPipeAddress: MediaAddress) {
  const guest = await start();
  return { ...guest, guest: { nodeId: 'other', pipeAddress, ownPipeAddress } };
}

test('where media passes both ways it is, and nothing is left of the trial', async () => {
  const [own, guest] = [await start(), await startAt(HERE, HERE)];
  await checkPipes(own, guest, log);
  for (const { inventory } of [own, guest])
    expect(inventory.counts).toEqual({ routers: 0, transports: 0, producers: 0, consumers: 0 });
  expect(own.meetingCount).toBe(0);
});

test.each([
  ['there', NOWHERE, HERE],
  ['here', HERE, NOWHERE],
])('where nothing comes %s it is not, and what to open is said', async (_where, there, here) => {
  const [own, guest] = [await start(), await startAt(there, here)];
  await expect(checkPipes(own, guest, log)).rejects.toThrow('ports 30000 to 30999');
  expect(own.inventory.counts.routers).toBe(0);
});

test('who mutes and unmutes is muted and heard on the other machine, too', async () => {
  const [from, to] = await Promise.all([
    MeetingRouter.open(await startFar(), log),
    MeetingRouter.open(await start(), log),
  ]);
  const copies: types.Producer[] = [];
  to.router.observer.on('newtransport', ({ observer }) => {
    observer.on('newproducer', (copy) => copies.push(copy));
  });
  const [ssrc = 1] = newSsrcs(1);
  const producer = await (
    await from.directTransport()
  ).produce({
    kind: 'audio',
    rtpParameters: {
      codecs: [{ mimeType: 'audio/PCMA', payloadType: 8, clockRate: 8000 }],
      encodings: [{ ssrc }],
    },
  });
  await pipe(from, to, producer);
  const isMuted = () => copies.map(({ paused }) => paused);
  for (let round = 0; round < 5; round += 1) {
    await producer.pause();
    await eventually(isMuted, [true]);
    await producer.resume();
    await eventually(isMuted, [false]);
  }
});

test('a name that leads to the machine itself, or to another kind of address, is not told to the other server', async () => {
  const at = (address: string, localAddress: string) =>
    pipeAddressOf(`http://${address}:3000`, { localAddress });
  expect(await at('localhost', '::ffff:192.0.2.3')).toEqual({ ip: '192.0.2.3' });
  expect(await at('[2001:db8::7]', '192.0.2.3')).toEqual({ ip: '192.0.2.3' });
  expect(await at('192.0.2.7', '2001:db8::3')).toEqual({ ip: '2001:db8::3' });
  // Behind a translator of addresses, or a proxy on the machine.
  for (const local of ['192.0.2.3', '127.0.0.1', '::1'])
    expect(await at('192.0.2.7', local)).toEqual({
      ip: '0.0.0.0',
      announcedAddress: '192.0.2.7',
    });
  expect(await at('127.0.0.1', '127.0.0.1')).toEqual(HERE);
});

test('servers whose addresses cannot reach each other are told which setting to mend', () => {
  const own = { ip: '192.0.2.3' };
  checkPipeAddresses(own, NOWHERE);
  for (const other of [HERE, { ip: '::', announcedAddress: '2001:db8::7' }])
    expect(() => checkPipeAddresses(own, other)).toThrow('CLUSTER_ADDRESS');
});
