// What a convener is told of a room system's picture: that everybody is seen there, that it is limited and why, and that this is over.
import { picturePrograms } from '@distansmote/testkit/picture/pictureThread.ts';
import { slowDownCompositors } from '@distansmote/testkit/picture/slowCompositor.ts';
import { BaresipRoom, whyNoBaresipRoom } from '@distansmote/testkit/room/baresipRoom.ts';
import { ServerProcess } from '@distansmote/testkit/server/serverProcess.ts';
import { expectNoViolations } from './support/expectNoViolations.ts';
import { connectByName, countButton, expectInMeeting, tileOf } from './support/meeting.ts';
import { signIn } from './support/signIn.ts';
import { phoneSettings, test as base } from './support/telephones.ts';
import { expect } from './support/test.ts';

const why = whyNoBaresipRoom() ?? (picturePrograms === undefined ? 'no compositor' : undefined);
base.skip(why !== undefined, why);

const test = base.extend<object, { server: ServerProcess }>({
  server: [
    async ({ sipPort, mediaPort }, use) => {
      const settings = {
        ...phoneSettings(sipPort),
        MEDIA_PORT: String(mediaPort),
        SIP_ROOMS: '1',
        COMPOSITOR_BIN: picturePrograms?.compositor ?? '',
        LETTERING_BIN: picturePrograms?.lettering ?? '',
      };
      const server = await ServerProcess.start({ settings });
      await use(server);
      await server.stop();
    },
    { scope: 'worker' },
  ],
});

/** The name of a room that gives none. */
const ROOM = 'Konferensrum';
/** The load is judged over seconds. It recovers by trials, and after each that failed the next takes twice as long. */
const SLOWLY = { timeout: 240_000 };

test(
  'a convener is told what a room system sees',
  { tag: '@chromium-only' },
  async ({ server, sipPort, person }) => {
    test.setTimeout(600_000);
    const space = await server.createSpace('Vårdplanering');
    const karin = await person({ browser: 'chromium' });
    await signIn(karin);
    await karin.goto(`/meeting/${space.callId}`);
    await connectByName(karin, 'Karin');
    await expectInMeeting(karin);
    const room = await BaresipRoom.start({ number: 'rum3', hertz: 430 });
    try {
      room.dial(sipPort, space.videoAddress.split('@')[0]);
      await expect(tileOf(karin, ROOM)).toBeVisible();
      await expect(karin.getByText('Alla ser och hör dig.')).toBeVisible();
      await countButton(karin, 2).click();
      const row = karin.locator('.person', { hasText: ROOM });
      await expect(row.getByText('bara ljud')).toHaveCount(0);

      const recover = slowDownCompositors(server.pid);
      try {
        const told = `Servern hinner inte med: ${ROOM} får bara ljud just nu`;
        await expect(karin.getByText(told)).toBeVisible(SLOWLY);
        await expect(row.getByText('bara ljud')).toBeVisible();
        await expect(karin.getByText(`${ROOM} tar bara emot ljud`)).toBeVisible();
        await expectNoViolations(karin, 'a room without picture');
      } finally {
        recover();
      }
      const over = karin.getByText('Servern hinner med igen: rummen ser hela mötet.');
      await expect(over).toBeVisible(SLOWLY);
      await expect(row.getByText('bara ljud')).toHaveCount(0);
      await expect(karin.getByText('Alla ser och hör dig.')).toBeVisible();
      await expect(over).toHaveCount(0);
    } finally {
      await room.stop();
    }
  },
);
