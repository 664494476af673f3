// The core of the product: two people join with the same call ID, and see and hear each other.
import { expectSeesAndHears } from './support/mediaProof.ts';
import { connectByCallId, countButton, leaveButton, tileOf } from './support/meeting.ts';
import { expect, test } from './support/test.ts';

for (const isFirst of [true, false]) {
  // Two Chromiums are the same in either order.
  const tag = isFirst ? [] : ['@firefox-only'];
  const title = `one ${isFirst ? 'waits for' : 'comes to'} a Chromium: both see and hear`;
  test(title, { tag }, async ({ server, person }) => {
    const space = await server.createSpace('Två möts');
    const karin = await (isFirst ? person() : person({ browser: 'chromium' }));
    const lars = await (isFirst ? person({ browser: 'chromium' }) : person());

    await connectByCallId(karin, space.callId, 'Karin Nurminen', 'Sjuksköterska');
    await expect(countButton(karin, 1)).toBeVisible();
    const written = space.callId.replace(/(\d{3})(\d{3})(\d{3})/, '$1-$2-$3');
    await connectByCallId(lars, written, 'Lars Öberg', 'Biståndshandläggare');

    await expectSeesAndHears(karin, 'Lars Öberg');
    await expectSeesAndHears(lars, 'Karin Nurminen');
    await expect(countButton(karin, 2)).toBeVisible();
    await expect(countButton(lars, 2)).toBeVisible();
    await expect(tileOf(karin, 'Lars Öberg')).toContainText('Biståndshandläggare');

    await leaveButton(lars).click();
    await expect(countButton(karin, 1)).toBeVisible();
    await expect(tileOf(karin, 'Lars Öberg')).toHaveCount(0);
    await lars.getByRole('button', { name: 'Anslut igen' }).click();
    await lars.getByRole('button', { name: 'Anslut', exact: true }).click();
    await expectSeesAndHears(karin, 'Lars Öberg');
    await expectSeesAndHears(lars, 'Karin Nurminen');
  });
}
