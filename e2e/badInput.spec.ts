// Bad input on pages and on the socket: it is refused with a message, and the meeting beside it continues.
import { groupDigits } from '@distansmote/shared/callId.ts';
import { expectSeesAndHears } from './support/mediaProof.ts';
import { connectByLink, expectInMeeting, tileOf } from './support/meeting.ts';
import { expect, test } from './support/test.ts';

test('a call ID that is short or long, has letters, or is unknown', async ({ person }) => {
  const page = await person();
  await page.goto('/call-id');
  const field = page.getByLabel('Samtals-ID');
  const next = page.getByRole('button', { name: 'Fortsätt' });

  await field.fill('78754');
  await next.click();
  await expect(field).toHaveAttribute('aria-invalid', 'true');
  await expect(field).toBeFocused();

  await field.fill('787544182');
  await field.press('9');
  await expect(field).toHaveValue('787 544 182 9');
  await next.click();
  await expect(page.getByText('nio siffror, och här står fler')).toBeVisible();
  await expect(field).toBeFocused();
  await expect(field).toHaveValue('787 544 182 9');

  await field.fill('abc');
  await expect(field).toHaveValue('');

  await field.fill('999 888 777');
  await next.click();
  await expect(field).toHaveAttribute('aria-invalid', 'true');
  await expect(page.getByText(/Numret finns inte/)).toBeVisible();
});

test(
  'a call ID may be written in three ways',
  { tag: '@chromium-only' },
  async ({ server, person }) => {
    const { callId } = await server.createSpace('Tre sätt');
    const page = await person();
    const grouped = groupDigits(callId);
    for (const written of [callId, grouped, grouped.replaceAll(' ', '-')]) {
      await page.goto('/call-id');
      await page.getByLabel('Samtals-ID').fill(written);
      await page.getByRole('button', { name: 'Fortsätt' }).click();
      await expect(page.getByLabel('Namn', { exact: true })).toBeVisible();
    }
  },
);

test('a name with HTML and bidi marks is shown as text, and a long one is truncated', async ({
  server,
  person,
}) => {
  const { callId } = await server.createSpace('Namn');
  const karin = await person();
  await connectByLink(karin, callId, 'Karin');
  const lars = await person();
  await connectByLink(lars, callId, '<img src=x onerror=alert(1)>\u202e Lars');
  await expect(tileOf(karin, '<img src=x onerror=alert(1)> Lars')).toBeVisible();
  await expect(karin.locator('img[src="x"]')).toHaveCount(0);

  const anna = await person();
  await anna.goto(`/meeting/${callId}`);
  await anna.getByLabel('Namn', { exact: true }).fill('A'.repeat(10_000));
  await anna.getByRole('button', { name: 'Anslut' }).click();
  await expectInMeeting(anna);
  await expect(karin.getByText(/^A{60}$/)).toHaveCount(1);
});

test(
  'garbage on the socket does not disturb a call',
  { tag: '@chromium-only' },
  async ({ server, person }) => {
    const { callId } = await server.createSpace('Ostört');
    const karin = await person();
    const lars = await person();
    await connectByLink(karin, callId, 'Karin');
    await connectByLink(lars, callId, 'Lars');
    await expectSeesAndHears(karin, 'Lars');

    const vandal = await person();
    await vandal.goto('/');
    await vandal.evaluate(async () => {
      const frames = [
        'garbage',
        '42["request"',
        '40{"protocol":1}',
        '420["request","join",{}]',
        '42["request","__proto__",null]',
        '451-["request",{"_placeholder":true,"num":0}]',
        new Uint8Array(5000),
        'x'.repeat(200_000),
      ];
      for (const frame of frames) {
        const socket = new WebSocket(`ws://${location.host}/socket.io/?EIO=4&transport=websocket`);
        await new Promise((resolve) => {
          socket.addEventListener('open', () => {
            socket.send('40{"protocol":1}');
            socket.send(frame);
          });
          socket.addEventListener('close', resolve);
          setTimeout(resolve, 500);
        });
        socket.close();
      }
    });

    await expectSeesAndHears(karin, 'Lars');
    await expectSeesAndHears(lars, 'Karin');
  },
);
