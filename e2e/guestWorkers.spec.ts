// A meeting that outgrows its server goes on at two, and nobody notices.
import { ReturningPage } from '@distansmote/testkit/browser/returningPage.ts';
import { startCluster } from '@distansmote/testkit/cluster/startCluster.ts';
import { startPostgres } from '@distansmote/testkit/database/startPostgres.ts';
import { childrenOf } from '@distansmote/testkit/server/processTree.ts';
import { expectSeesAndHears } from './support/mediaProof.ts';
import { connectByLink, tileOf } from './support/meeting.ts';
import { remotePorts } from './support/remotePorts.ts';
import { signIn } from './support/signIn.ts';
import { expect, test } from './support/test.ts';

test('people on the media workers of two servers see and hear each other, also after one worker has died', async ({
  person,
}) => {
  const postgres = await startPostgres();
  let isLent = false;
  const cluster = await startCluster({
    count: 2,
    databaseUrl: await postgres.createDatabase(),
    settings: { MEDIA_SPREAD_AT: '2', GUEST_WORKERS: '1', LOG_LEVEL: 'info' },
    onLine: (_node, line) => (isLent ||= line.includes('lends a media worker to this one')),
  });
  const others: ReturningPage[] = [];
  try {
    const [owner, host] = cluster.nodes;
    if (owner === undefined || host === undefined) throw new Error('two were to start');
    const own = childrenOf(host.pid);
    const { callId } = await cluster.createSpace('Två servrar', { lobby: 'none' });
    const karin = await person({ baseURL: owner.url });
    await connectByLink(karin, callId, 'Karin');
    // The worker there is full with them.
    for (const name of ['Anna', 'Bo'])
      others.push(await ReturningPage.enter({ urls: [owner.url], callId, name }));
    await expect.poll(() => isLent).toBe(true);
    const lars = await person({ baseURL: owner.url });
    await connectByLink(lars, callId, 'Lars');
    await expectSeesAndHears(karin, 'Lars');
    await expectSeesAndHears(lars, 'Karin');
    expect(await remotePorts(karin)).toEqual([owner.mediaPort]);
    expect(await remotePorts(lars)).toEqual([host.mediaPort + 1]);

    await lars.getByRole('button', { name: 'Kameran är på' }).click();
    await expect(tileOf(karin, 'Lars').locator('video')).toHaveCount(0);
    await lars.getByRole('button', { name: 'Kameran är av' }).click();
    await expectSeesAndHears(karin, 'Lars');

    const admin = await person({ baseURL: owner.url });
    await signIn(admin);
    await admin.goto('/operations');
    const rowOf = ({ url }: typeof host) =>
      admin.getByRole('row', { name: new URL(url.replace('localhost', '127.0.0.1')).host });
    await expect(rowOf(owner)).toContainText('lånar in 1');
    await expect(rowOf(owner)).not.toContainText('lånar ut');
    await expect(rowOf(host)).toContainText('lånar ut 1');
    await rowOf(owner).getByRole('button', { name: 'Töm' }).click();
    const dialog = admin.getByRole('dialog');
    await expect(dialog).not.toContainText('lånar också ut');
    await dialog.getByRole('button', { name: 'Avbryt' }).click();
    await rowOf(host).getByRole('button', { name: 'Töm' }).click();
    await expect(dialog).toContainText('lånar också ut mediaprocesser till möten på andra servrar');
    await dialog.getByRole('button', { name: 'Avbryt' }).click();

    for (const pid of childrenOf(host.pid)) if (!own.includes(pid)) process.kill(pid, 'SIGKILL');
    await expect.poll(() => childrenOf(host.pid)).toEqual(own);
    await expectSeesAndHears(karin, 'Lars');
    await expectSeesAndHears(lars, 'Karin');
  } finally {
    for (const page of others) page.close();
    await cluster.stop();
    await postgres.stop();
  }
});
