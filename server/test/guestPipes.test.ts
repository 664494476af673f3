// A worker of another server is used only if media passes between it and those of this one.
import { expect, onTestFinished, test } from 'vitest';
import { freePort } from '@distansmote/testkit/network/ports.ts';
import { checkPipes } from '../src/cluster/guests/pipeCheck.ts';
import type { MediaAddress } from '../src/media/mediaAddresses.ts';
import { startWorker, type WorkerHandle } from '../src/media/workerHandle.ts';
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
