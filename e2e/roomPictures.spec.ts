// Real room systems in a meeting with Chromium and Firefox: pictures both ways by their pixels, sound by frequency.
import { hum } from '@distansmote/testkit/sound/hum.ts';
import {
  coloursIn,
  plain,
  quartersIn,
  ROOM_QUARTERS,
} from '@distansmote/testkit/picture/testPattern.ts';
import { whyNoBaresipRoom } from '@distansmote/testkit/room/baresipRoom.ts';
import { whyNoLinphoneRoom } from '@distansmote/testkit/room/linphoneRoom.ts';
import type { RoomEndpoint } from '@distansmote/testkit/room/roomEndpoint.ts';
import type { Page } from '@playwright/test';
import { heardTone } from './support/heardTone.ts';
import { connectByLink, countButton, tileOf } from './support/meeting.ts';
import { dialled, test, whyNoPictures } from './support/rooms.ts';
import { HEARD, UNHEARD } from './support/telephones.ts';
import { expect } from './support/test.ts';
import { pictureIn, sendPattern } from './support/testPictures.ts';

const why = whyNoBaresipRoom() ?? whyNoLinphoneRoom() ?? whyNoPictures();
test.skip(why !== undefined, why);

/** Of Chromium's microphone; Firefox's own fake one has the other. */
const CHROMIUM_HERTZ = 1_370;
const FIREFOX_HERTZ = 1_000;
const ROOM_HERTZ = 790;
/** A spectrum's peak is lower than the level of its tone. */
const HEARD_IN_PAGE = -70;

for (const kind of ['baresip', 'Linphone'] as const) {
  test(
    `${kind} sees and hears Chromium and Firefox, and they it`,
    { tag: '@chromium-only' },
    async ({ server, sipPort, person, baresipRoom, linphoneRoom }) => {
      const space = await server.createSpace('Vårdplanering');
      const karin = await person({ browser: 'chromium', voice: await hum(CHROMIUM_HERTZ) });
      await sendPattern(karin, plain('magenta'));
      const lars = await person({ browser: 'firefox' });
      await sendPattern(lars, plain('cyan'));
      await connectByLink(karin, space.callId, 'Karin');
      await connectByLink(lars, space.callId, 'Lars');

      const room: RoomEndpoint =
        kind === 'baresip'
          ? await baresipRoom({ number: 'rum', hertz: ROOM_HERTZ, codec: 'G722' })
          : await linphoneRoom({ name: 'Rum', hertz: ROOM_HERTZ, codec: 'G722' });
      room.dial(sipPort, dialled(space));
      await expect(countButton(karin, 3)).toBeVisible();

      const name = kind === 'baresip' ? 'Konferensrum' : 'Rum';
      const shown = (page: Page) => pictureIn(tileOf(page, name).locator('video'));
      for (const page of [karin, lars]) {
        await expect.poll(async () => quartersIn(await shown(page))).toEqual(ROOM_QUARTERS);
        await expect.poll(() => heardTone(page, ROOM_HERTZ)).toBeGreaterThan(HEARD_IN_PAGE);
      }
      await expect
        .poll(() =>
          room.sees().then(
            (one) => coloursIn(one),
            () => [],
          ),
        )
        .toEqual(expect.arrayContaining(['cyan', 'magenta']));
      await expect.poll(() => room.hears(CHROMIUM_HERTZ)).toBeGreaterThan(HEARD);
      await expect.poll(() => room.hears(FIREFOX_HERTZ)).toBeGreaterThan(HEARD);
      await expect.poll(() => room.hears(ROOM_HERTZ)).toBeLessThan(UNHEARD);
    },
  );
}
