// What a room system shows by its line for slides, in a browser: large and sharp; and what a browser shares, in the room.
import { encodeFilter } from '@distansmote/testkit/room/encodedFilm.ts';
import { SipRoom } from '@distansmote/testkit/room/sipRoom.ts';
import { SlidesEnd } from '@distansmote/testkit/room/slidesEnd.ts';
import { SipPhone } from '@distansmote/testkit/telephone/sipPhone.ts';
import { barContrast } from './support/barContrast.ts';
import { connectByLink, countButton, tileOf } from './support/meeting.ts';
import { dialled, test, whyNoPictures } from './support/rooms.ts';
import { expect } from './support/test.ts';

const why = whyNoPictures();
test.skip(why !== undefined, why);

const RATE = 5;
/** Black and white, three pixels each; across the middle only, since all of it would be more than sockets take at once. */
const BARS = `nullsrc=size=1920x1080:rate=${RATE}:duration=4,geq=lum='if(between(Y,500,580),255*mod(floor(X/3),2),30)':cb=128:cr=128`;

test(
  'slides of a room are seen large and legible, and a screen that is shared is on its second display',
  { tag: '@chromium-only' },
  async ({ server, sipPort, person }) => {
    const space = await server.createSpace('Röntgenrond');
    const karin = await person({ isShown: true });
    await connectByLink(karin, space.callId, 'Karin');
    const slides = await SlidesEnd.open(await encodeFilter(BARS, RATE), RATE);
    const phone = await SipPhone.udp(sipPort);
    const room = await SipRoom.open(phone, {
      displayName: 'Konferensrum',
      width: 640,
      height: 360,
      slides: { end: slides },
    });
    try {
      await room.call(dialled(space));
      await expect(tileOf(karin, 'Konferensrum').locator('video')).toBeVisible();
      slides.floor.requestFloor();
      slides.start();
      const screen = karin.locator('[data-screen-of].is-large video');
      await expect(screen).toBeVisible();
      await expect(karin.locator('.tile.is-large')).toContainText('Konferensrum delar skärm');
      await expect
        .poll(() => barContrast(screen), {
          message: 'bars of three pixels can be told apart',
          timeout: 60_000,
        })
        .toBeGreaterThan(120);
      await expect(tileOf(karin, 'Konferensrum').locator('video')).toBeVisible();
      slides.stop();
      slides.floor.releaseFloor();
      await expect(karin.locator('[data-screen-of]')).toHaveCount(0);

      const before = slides.packetCount;
      await karin.getByRole('button', { name: 'Dela skärm' }).click();
      await expect.poll(() => slides.packetCount).toBeGreaterThan(before);
      await slides.sees();
      await karin.getByRole('button', { name: 'Sluta dela' }).first().click();
      await room.hangUp();
      await expect(countButton(karin, 1)).toBeVisible();
    } finally {
      await room.close();
      phone.close();
    }
  },
);
