// A meeting that outgrows one media worker continues on two, and nobody notices.
import { expectSeesAndHears } from './support/mediaProof.ts';
import { connectByLink, countButton, leaveButton, tileOf } from './support/meeting.ts';
import { remotePorts } from './support/remotePorts.ts';
import { expect, test } from './support/test.ts';
import { ServerProcess } from '@distansmote/testkit/server/serverProcess.ts';

test('on two workers all see, hear and share as on one, also after one worker has died', async ({
  person,
}) => {
  const server = await ServerProcess.start({
    settings: { MEDIA_WORKERS: '2', MEDIA_SPREAD_AT: '1' },
  });
  try {
    const { url: baseURL } = server;
    const { callId } = await server.createSpace('Två arbetare');
    const [karin, lars] = [await person({ baseURL }), await person({ baseURL })];
    await connectByLink(karin, callId, 'Karin');
    await connectByLink(lars, callId, 'Lars');
    await expectSeesAndHears(karin, 'Lars');
    await expectSeesAndHears(lars, 'Karin');
    // Each gets media from another port of the server: they are on different workers.
    const ports = await Promise.all([karin, lars].map(remotePorts));
    expect(new Set(ports.flat()).size).toBe(2);

    await lars.getByRole('button', { name: 'Kameran är på' }).click();
    await expect(tileOf(karin, 'Lars').locator('video')).toHaveCount(0);
    await lars.getByRole('button', { name: 'Kameran är av' }).click();
    await expectSeesAndHears(karin, 'Lars');

    server.killMediaWorker();
    await expectSeesAndHears(karin, 'Lars');
    await expectSeesAndHears(lars, 'Karin');
    await expect(countButton(karin, 2)).toBeVisible();
    await leaveButton(lars).click();
    await expect(countButton(karin, 1)).toBeVisible();
  } finally {
    await server.stop();
  }
});
