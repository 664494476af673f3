// The invitation's link, whose secret the page reads and nobody else does: no server on the way, no other site, no history.
import { connectByName } from './support/meeting.ts';
import { expect, test } from './support/test.ts';

test('whoever opens the link gets in, and its secret is in no URL that is asked for or shown', async ({
  server,
  person,
}) => {
  const { callId, guestLink } = await server.createSpace('Hemligt', { lobby: 'withoutLink' });
  const { pathname, hash } = new URL(guestLink);
  const secret = hash.slice(1);
  expect([pathname, secret.length]).toEqual([`/meeting/${callId}`, 22]);
  const page = await person();
  const told: string[] = [];
  page.on('request', (request) => {
    told.push(request.url(), request.headers()['referer'] ?? '');
  });
  page.on('websocket', (socket) => told.push(socket.url()));
  await page.goto(`/meeting/${callId}${hash}`);
  await connectByName(page, 'Lars');
  expect(page.url()).toBe(`${server.url}/meeting/${callId}`);
  expect(told.filter((url) => url.split('#')[0]?.includes(secret))).toEqual([]);

  // The tab keeps it, and its history does not.
  await page.reload();
  await connectByName(page, 'Lars');
  await page.goto('/');
  await page.goBack();
  expect(page.url()).toBe(`${server.url}/meeting/${callId}`);
});

test('a link that a mail program has made longer by a full stop works', async ({
  server,
  person,
}) => {
  const { guestLink } = await server.createSpace('Punkt', { lobby: 'withoutLink' });
  const { pathname, hash } = new URL(guestLink);
  const page = await person();
  await page.goto(`${pathname}${hash}.%0A`);
  await connectByName(page, 'Lars');
  expect(page.url()).not.toContain('#');
});

test('opened where somebody waits in the lobby already, the link lets them in', async ({
  server,
  person,
}) => {
  const { callId, guestLink } = await server.createSpace('Lobby', { lobby: 'withoutLink' });
  const page = await person();
  await page.goto(`/meeting/${callId}`);
  await page.getByLabel('Namn', { exact: true }).fill('Elsa');
  await page.getByRole('button', { name: 'Anslut' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/väntar/);
  // The same document: the browser only changes the address.
  await page.evaluate((hash) => location.assign(hash), new URL(guestLink).hash);
  await connectByName(page, 'Elsa');
  expect(page.url()).toBe(`${server.url}/meeting/${callId}`);
});

test('whatever stands behind the # instead, the page asks for a name and the lobby stands', async ({
  server,
  person,
}) => {
  const { callId, guestLink } = await server.createSpace('Främmande', { lobby: 'withoutLink' });
  const right = new URL(guestLink).hash;
  const page = await person();
  const hostile = [
    `#${'A'.repeat(22)}`,
    `${right}A`,
    right.slice(0, -1),
    `#${'x'.repeat(1_000_000)}`,
    '#%00%ff%f0%9f%92%a9',
    '#"><img src=x onerror=alert(1)>',
    '#__proto__',
    `#\u202E${right.slice(1)}`,
  ];
  for (const fragment of hostile) {
    await page.goto('about:blank');
    await page.goto(`/meeting/${callId}`);
    await page.evaluate(() => sessionStorage.clear());
    await page.goto('about:blank');
    await page.goto(`/meeting/${callId}${fragment}`);
    await page.getByLabel('Namn', { exact: true }).fill('Elsa');
    await page.getByRole('button', { name: 'Anslut' }).click();
    await expect(page.getByRole('heading', { level: 1 }), fragment.slice(0, 30)).toHaveText(
      /väntar/,
    );
  }
});

test('nothing may be indexed', async ({ server }) => {
  const robots = await fetch(`${server.url}/robots.txt`);
  expect(robots.headers.get('content-type')).toContain('text/plain');
  expect(await robots.text()).toMatch(/^User-agent: \*\nDisallow: \/$/m);
});
