// Calling into a meeting with a real telephone: IVR prompts, audio both ways, mute, admit, remove, hang up.
import { hum } from '@distansmote/testkit/sound/hum.ts';
import {
  chooseFor,
  connectByLink,
  connectByName,
  countButton,
  expectInMeeting,
  tileOf,
} from './support/meeting.ts';
import { signIn } from './support/signIn.ts';
import { whyNoTelephone } from '@distansmote/testkit/telephone/telephone.ts';
import { HEARD, ring, test, UNHEARD, voicesIn } from './support/telephones.ts';
import { expect } from './support/test.ts';

const why = whyNoTelephone();
test.skip(why !== undefined, why);

test('two telephones and a browser hear each other, and not themselves', async ({
  server,
  sipPort,
  person,
  telephone,
  browserName,
}) => {
  const space = await server.createSpace('Telefonmöte');
  // Firefox's own fake microphone emits a tone by itself.
  const tone = browserName === 'firefox' ? 1_000 : 1_370;
  const karin = await person(browserName === 'firefox' ? {} : { voice: await hum(tone) });
  await connectByLink(karin, space.callId, 'Karin');
  const [elsa, lars] = [
    await telephone({ number: '+46480445511', hertz: 430 }),
    await telephone({ number: '+46701234567', hertz: 790, codec: 'PCMU' }),
  ];
  await ring(elsa, sipPort, space.callId);
  await expect(tileOf(karin, '+46 480 ••• 511')).toBeVisible();
  await ring(lars, sipPort, space.callId);
  await expect(tileOf(karin, '+46 70 ••• 567')).toBeVisible();
  await expect(countButton(karin, 3)).toBeVisible();

  await expect.poll(() => elsa.hears(tone), 'Elsa hears the browser').toBeGreaterThan(HEARD);
  await expect.poll(() => elsa.hears(790), 'Elsa hears Lars').toBeGreaterThan(HEARD);
  await expect.poll(() => lars.hears(tone), 'Lars hears the browser').toBeGreaterThan(HEARD);
  await expect.poll(() => lars.hears(430), 'Lars hears Elsa').toBeGreaterThan(HEARD);
  // Once the IVR has finished speaking: speech contains every tone.
  await expect.poll(() => elsa.hears(430), 'Elsa does not hear herself').toBeLessThan(UNHEARD);
  await expect.poll(() => lars.hears(790), 'Lars does not hear himself').toBeLessThan(UNHEARD);

  // The browser receives their audio without transcoding, and sees that they speak.
  await expect.poll(() => voicesIn(karin)).toEqual(['audio/PCMA', 'audio/PCMA']);
  await expect(tileOf(karin, '+46 480 ••• 511')).toHaveClass(/is-speaking/);
  await expect(karin.getByText('Alla hör dig. De som är med i bild ser dig.')).toBeVisible();

  await elsa.key('*6');
  await expect(tileOf(karin, '+46 480 ••• 511').getByText('Mikrofonen är av')).toHaveCount(1);
  await expect.poll(() => lars.hears(430), 'a muted one is not heard').toBeLessThan(UNHEARD);
  await elsa.key('*6');
  await expect.poll(() => lars.hears(430)).toBeGreaterThan(HEARD);
  await elsa.key('*1');
  await expect(tileOf(karin, '+46 480 ••• 511').getByText(/^Hand nummer \d+$/)).toHaveCount(1);

  await countButton(karin, 3).click();
  await karin.locator('.person-who', { hasText: '+46 480' }).click();
  await expect(karin.getByText('är med per telefon och kan inte läsa')).toBeVisible();

  lars.hangUp();
  await expect(countButton(karin, 2)).toBeVisible();
});

test(
  'three wrong call IDs end the call',
  { tag: '@chromium-only' },
  async ({ server, sipPort, telephone }) => {
    expect(server.url).toContain('localhost');
    const elsa = await telephone({ number: '+46480445511', hertz: 0 });
    await ring(elsa, sipPort, '999999999');
    await elsa.key('999999998#');
    await elsa.key('999999997#');
    await expect.poll(() => elsa.events, { timeout: 60_000 }).toContain('CALL_CLOSED');
  },
);

test(
  'in the lobby until the convener admits one; muted, removed',
  { tag: '@chromium-only' },
  async ({ server, sipPort, person, telephone }) => {
    const space = await server.createSpace('Väntrum', { lobby: 'everybody' });
    const karin = await person({ browser: 'chromium' });
    await signIn(karin);
    await karin.goto(`/meeting/${space.callId}`);
    await connectByName(karin, 'Karin');
    await expectInMeeting(karin);
    const elsa = await telephone({ number: '+46480445511', hertz: 430 });
    await ring(elsa, sipPort, space.callId);
    await karin.getByRole('button', { name: 'Släpp in +46 480 ••• 511' }).click();
    await expect(tileOf(karin, '+46 480 ••• 511')).toBeVisible();
    await countButton(karin, 2).click();
    await chooseFor(karin, '+46 480 ••• 511', 'Stäng av mikrofonen');
    await expect(tileOf(karin, '+46 480 ••• 511').getByText('Mikrofonen är av')).toHaveCount(1);
    await chooseFor(karin, '+46 480 ••• 511', 'Byt namn');
    await karin.getByRole('dialog').getByLabel('Namn').fill('Elsa Ek');
    await karin.getByRole('dialog').getByRole('button', { name: 'Byt namn' }).click();
    await expect(tileOf(karin, 'Elsa Ek')).toBeVisible();
    await chooseFor(karin, 'Elsa Ek', 'Ta bort ur mötet');
    await karin.getByRole('dialog').getByRole('button', { name: 'Ta bort' }).click();
    await expect(countButton(karin, 1)).toBeVisible();
    await expect.poll(() => elsa.events, { timeout: 30_000 }).toContain('CALL_CLOSED');
  },
);

test(
  'deleting a space hangs up',
  { tag: '@chromium-only' },
  async ({ server, sipPort, person, telephone }) => {
    const space = await server.createSpace('Tas bort');
    const karin = await person({ browser: 'chromium' });
    await connectByLink(karin, space.callId, 'Karin');
    const elsa = await telephone({ number: '+46480445511', hertz: 430 });
    await ring(elsa, sipPort, space.callId);
    await expect(countButton(karin, 2)).toBeVisible();
    await server.deleteSpace(space);
    await expect.poll(() => elsa.events, { timeout: 30_000 }).toContain('CALL_CLOSED');
  },
);

test(
  'the server is killed during a call: somebody who calls again is present once',
  { tag: '@chromium-only' },
  async ({ server, sipPort, person, telephone }) => {
    const space = await server.createSpace('Avbrott');
    const karin = await person({ browser: 'chromium' });
    await connectByLink(karin, space.callId, 'Karin');
    await ring(await telephone({ number: '+46480445511', hertz: 430 }), sipPort, space.callId);
    await expect(countButton(karin, 2)).toBeVisible();
    await server.restart('SIGKILL');
    await expect(countButton(karin, 1)).toBeVisible();
    const again = await telephone({ number: '+46480445511', hertz: 430 });
    await ring(again, sipPort, space.callId);
    await expect(tileOf(karin, '+46 480 ••• 511')).toHaveCount(1);
    await expect(countButton(karin, 2)).toBeVisible();
    await expect.poll(() => voicesIn(karin)).toEqual(['audio/PCMA']);
  },
);
