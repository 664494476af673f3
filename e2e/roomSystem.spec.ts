// A room system that dials the video address: shown, muted, renamed and removed by the convener, and not written to.
import { whyNoTelephone } from '@distansmote/testkit/telephone/telephone.ts';
import { ServerProcess } from '@distansmote/testkit/server/serverProcess.ts';
import {
  chooseFor,
  connectByName,
  countButton,
  expectInMeeting,
  tileOf,
} from './support/meeting.ts';
import { signIn } from './support/signIn.ts';
import { phoneSettings, test as base } from './support/telephones.ts';
import { expect } from './support/test.ts';

const why = whyNoTelephone();
base.skip(why !== undefined, why);

const test = base.extend<object, { server: ServerProcess }>({
  server: [
    async ({ sipPort, mediaPort }, use) => {
      const settings = { ...phoneSettings(sipPort), MEDIA_PORT: String(mediaPort), SIP_ROOMS: '1' };
      const server = await ServerProcess.start({ settings });
      await use(server);
      await server.stop();
    },
    { scope: 'worker' },
  ],
});

/** The name of a room that gives none. */
const ROOM = 'Konferensrum';

test(
  'a room system is in the meeting when it dials the video address',
  { tag: '@chromium-only' },
  async ({ server, sipPort, person, telephone }) => {
    const space = await server.createSpace('Vårdplanering');
    const karin = await person({ browser: 'chromium' });
    await signIn(karin);
    await karin.goto(`/meeting/${space.callId}`);
    await connectByName(karin, 'Karin');
    await expectInMeeting(karin);
    const room = await telephone({ number: 'rum3', hertz: 430 });
    const [user = ''] = space.videoAddress.split('@');
    room.dial(sipPort, user);
    await expect(tileOf(karin, ROOM)).toBeVisible();
    await expect(tileOf(karin, ROOM)).toHaveClass(/is-speaking/);
    await expect(karin.getByText(`${ROOM} tar bara emot ljud`)).toBeVisible();

    await countButton(karin, 2).click();
    const row = karin.locator('.person', { hasText: ROOM });
    await expect(row.getByText('med från konferensrum')).toBeVisible();
    await chooseFor(karin, ROOM, 'Stäng av mikrofonen');
    await expect(tileOf(karin, ROOM).getByText('Mikrofonen är av')).toHaveCount(1);
    await room.key('*6');
    await expect(tileOf(karin, ROOM).getByText('Mikrofonen är av')).toHaveCount(0);

    await chooseFor(karin, ROOM, 'Byt namn');
    const dialog = karin.getByRole('dialog', { name: `Vad ska ${ROOM} heta?` });
    await dialog.getByLabel('Namn').fill('Rådhuset');
    await dialog.getByRole('button', { name: 'Byt namn' }).click();
    await expect(tileOf(karin, 'Rådhuset')).toBeVisible();

    await karin.locator('.person-who', { hasText: 'Rådhuset' }).click();
    await expect(
      karin.getByText('Rådhuset är med från ett konferensrum och kan inte läsa'),
    ).toBeVisible();
    await karin.getByRole('button', { name: 'Till deltagarna' }).click();

    await chooseFor(karin, 'Rådhuset', 'Ta bort ur mötet');
    await expect(karin.getByText('kan inte ringa upp mötet igen')).toBeVisible();
    await karin.getByRole('dialog').getByRole('button', { name: 'Ta bort' }).click();
    await expect(countButton(karin, 1)).toBeVisible();
    await expect.poll(() => room.events, { timeout: 30_000 }).toContain('CALL_CLOSED');
  },
);
