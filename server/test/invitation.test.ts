// The invitation over HTTP: every way in that works, in both languages, as text and QR code; only for conveners.
import { expect, test } from 'vitest';
import { sharedServer } from '@distansmote/testkit/server/sharedServer.ts';

const TOKEN = 'token-of-the-tests';
const AUTHORIZATION = { Authorization: `Bearer ${TOKEN}` };

const { server, ownedSpace, signIn } = await sharedServer({
  API_TOKEN: TOKEN,
  PUBLIC_URL: 'https://join.example.org',
  PHONE_NUMBER: '0480-44 55 11',
});

const get = (path: string, headers: Record<string, string> = AUTHORIZATION) =>
  fetch(`${server.url}${path}`, { headers });

test('in Swedish, with every way in that is available', async () => {
  const space = await server.spaces.create({
    name: 'Distansmöte HC Torsås 9',
    ownerId: null,
    startsAt: '2026-11-26T12:00:00.000Z',
  });
  const response = await get(`/api/spaces/${space.id}/invitation`);
  const grouped = space.callId.replace(/(\d{3})(\d{3})(\d{3})/, '$1 $2 $3');
  expect(await response.json()).toEqual({
    language: 'sv',
    text: `Inbjudan till distansmöte: Distansmöte HC Torsås 9
Tid: torsdag 26 november 2026 kl. 13.00. Du kan gå in från 30 minuter före.
Samtals-ID: ${grouped}

Med webbläsare (Chrome, Edge, Firefox eller Safari; inget behöver installeras)
Skriv adressen https://join.example.org i webbläsaren, välj Anslut och skriv samtals-ID ${grouped}
Eller öppna länken:
https://join.example.org/meeting/${space.callId}#${space.secret}

Med telefon
Ring 0480-44 55 11, ange därefter ${space.callId}#

Öppna länken eller skriv samtals-ID redan nu, och bekräfta att du fått inbjudan.
Lämna inte uppgifterna vidare till någon som inte ska vara med.
Den som leder mötet kan se efteråt vilka som var med, och när.`,
  });
});

test('in English, without a time if none is set', async () => {
  const { id } = await server.makeSpace('Care planning');
  const { text } = (await (await get(`/api/spaces/${id}/invitation?language=en`)).json()) as {
    text: string;
  };
  expect(text).toContain('Invitation to a remote meeting: Care planning\nCall ID:');
  expect(text).not.toContain('Time');
});

test('another language is refused by name', async () => {
  const { id } = await server.makeSpace();
  const response = await get(`/api/spaces/${id}/invitation?language=de`);
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({
    title: 'invalid',
    detail: 'language: sv, en, fi, ar, so, fa, uk or pl.',
  });
});

test('the QR code is an SVG image', async () => {
  const { id } = await server.makeSpace();
  const response = await get(`/api/spaces/${id}/qr.svg`);
  expect(response.headers.get('content-type')).toContain('image/svg+xml');
  expect(await response.text()).toMatch(/^<svg /);
});

test.each(['invitation', 'qr.svg'])('%s is for conveners of the space', async (what) => {
  const { space } = await ownedSpace();
  const { account: stranger, cookie } = await signIn();
  const path = `/api/spaces/${space.id}/${what}`;
  expect((await get(path, {})).status).toBe(401);
  expect((await get(path, { cookie })).status).toBe(404);
  await server.conveners.add(space.id, stranger.username);
  expect((await get(path, { cookie })).status).toBe(200);
});

test('links of earlier invitations lead to the meeting, with the secret where no log records it', async () => {
  const space = await server.makeSpace();
  for (const path of ['/invited', '/invited.sf']) {
    const response = await fetch(`${server.url}${path}?secret=${space.secret}&id=${space.callId}`, {
      redirect: 'manual',
    });
    expect(response.headers.get('location')).toBe(`/meeting/${space.callId}#${space.secret}`);
  }
  const forged = await fetch(`${server.url}/invited?secret=%22%3E&id=${space.callId}`, {
    redirect: 'manual',
  });
  expect(forged.headers.get('location')).toBe(`/meeting/${space.callId}`);
});

test('only conveners can change a space', async () => {
  const { space, cookie: own } = await ownedSpace();
  const change = (cookie: string, body: unknown) =>
    fetch(`${server.url}/api/spaces/${space.id}`, {
      method: 'PATCH',
      headers: { cookie, 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
  const { cookie: other } = await signIn();
  const body = { lobby: 'everybody', startsAt: '2026-11-26T13:00:00+01:00' };
  expect((await change(other, body)).status).toBe(404);
  expect(await (await change(own, body)).json()).toMatchObject({
    name: 'Möte',
    lobby: 'everybody',
    startsAt: '2026-11-26T12:00:00.000Z',
  });
  expect(await (await change(own, { startsAt: null })).json()).toMatchObject({
    lobby: 'everybody',
    startsAt: null,
  });
  for (const wrong of [{ lobby: 'some' }, { startsAt: 'tomorrow' }, { name: ' ' }, { x: 1 }]) {
    expect((await change(own, wrong)).status, JSON.stringify(wrong)).toBe(400);
  }
});
