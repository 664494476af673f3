// The sound of a room in G.722, by frequency: what lies above 4 kHz is heard both ways, and not by a telephone.
import { hum } from '@distansmote/testkit/sound/hum.ts';
import { whyNoBaresipRoom } from '@distansmote/testkit/room/baresipRoom.ts';
import { heardTone } from './support/heardTone.ts';
import { connectByLink, countButton } from './support/meeting.ts';
import { dialled, test, whyNoPictures } from './support/rooms.ts';
import { HEARD, ring, UNHEARD, voicesIn } from './support/telephones.ts';
import { expect } from './support/test.ts';

const why = whyNoBaresipRoom() ?? whyNoPictures();
test.skip(why !== undefined, why);

const ROOM_HERTZ = 5_000;
const CHROMIUM_HERTZ = 5_300;
const TELEPHONE_HERTZ = 430;
/** A spectrum's peak is lower than the level of its tone. */
const HEARD_IN_PAGE = -70;
/** Where a tone above 4 kHz would appear at 8 kHz without a filter. */
const mirrored = (hertz: number) => 8_000 - hertz;

test(
  'Chromium, Firefox and a room hear each other above 4 kHz, and a telephone nothing of that',
  { tag: '@chromium-only' },
  async ({ server, sipPort, person, telephone, baresipRoom }) => {
    const space = await server.createSpace('Ljudprov');
    const karin = await person({ browser: 'chromium', voice: await hum(CHROMIUM_HERTZ) });
    const lars = await person({ browser: 'firefox' });
    await connectByLink(karin, space.callId, 'Karin');
    await connectByLink(lars, space.callId, 'Lars');
    const room = await baresipRoom({ number: 'rum', hertz: ROOM_HERTZ, codec: 'G722' });
    room.dial(sipPort, dialled(space));
    const elsa = await telephone({ number: '+46480445511', hertz: TELEPHONE_HERTZ });
    await ring(elsa, sipPort, space.callId);
    await expect(countButton(karin, 4)).toBeVisible();

    for (const page of [karin, lars]) {
      await expect.poll(() => heardTone(page, ROOM_HERTZ)).toBeGreaterThan(HEARD_IN_PAGE);
      await expect.poll(() => voicesIn(page)).toContain('audio/G722');
    }
    await expect.poll(() => room.hears(CHROMIUM_HERTZ)).toBeGreaterThan(HEARD);
    await expect.poll(() => room.hears(TELEPHONE_HERTZ)).toBeGreaterThan(HEARD);
    await expect.poll(() => room.hears(ROOM_HERTZ)).toBeLessThan(UNHEARD);
    // Firefox's own tone: it is in the meeting, and nobody speaks any more.
    await expect.poll(() => elsa.hears(1_000)).toBeGreaterThan(HEARD);
    for (const hertz of [ROOM_HERTZ, CHROMIUM_HERTZ])
      await expect.poll(() => elsa.hears(mirrored(hertz))).toBeLessThan(UNHEARD);
  },
);
