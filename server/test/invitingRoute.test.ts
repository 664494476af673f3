// The invitation for those inside a meeting: who gets the link, the name and the video address, and who does not.
import { JOIN_CREDENTIALS_HEADER } from '@distansmote/shared/joinCredentialsHeader.ts';
import type { InvitationFromInside } from '@distansmote/shared/httpApi.ts';
import type { Space } from '../src/spaces/spaceStore.ts';
import { expect, test } from 'vitest';
import { sharedServer } from '@distansmote/testkit/server/sharedServer.ts';

const { server, ownedSpace, signIn } = await sharedServer({
  PUBLIC_URL: 'https://join.example.org',
  PHONE_NUMBER: '0480-44 55 11',
});

const KEY = 'k'.repeat(22);

async function invitationTo(space: Space, headers: Record<string, string> = {}, query = '') {
  const response = await fetch(`${server.url}/api/meetings/${space.callId}/invitation${query}`, {
    headers,
  });
  expect(response.status).toBe(200);
  return (await response.json()) as InvitationFromInside;
}

const shows = (shown: Record<string, string>, callId: string) => ({
  [JOIN_CREDENTIALS_HEADER]: String(new URLSearchParams({ callId, personKey: KEY, ...shown })),
});

test('who came by the number passes on the number, not the link', async () => {
  const space = await server.spaces.create({
    name: 'Vårdplanering',
    ownerId: null,
    startsAt: null,
  });
  const invitation = await invitationTo(space);
  expect(invitation.link).toBe(`https://join.example.org/meeting/${space.callId}`);
  expect(invitation.phoneNumber).toBe('0480-44 55 11');
  expect(invitation.text).toContain('Vårdplanering');
  expect(invitation.text).toContain(`${space.callId}#`);
  expect(JSON.stringify(invitation)).not.toContain(space.secret);
});

test('who came by the link passes it on; a wrong secret gets nothing', async () => {
  const space = await server.makeSpace();
  const right = await invitationTo(space, shows({ secret: space.secret }, space.callId));
  expect(right.link).toContain(space.secret);
  expect(right.text).toContain(right.link);
  const wrong = await invitationTo(space, shows({ secret: 'x'.repeat(22) }, space.callId));
  expect(JSON.stringify(wrong)).not.toContain(space.secret);
});

test('conveners pass on the link, other staff do not', async () => {
  const { space, cookie } = await ownedSpace();
  expect((await invitationTo(space, { cookie })).link).toContain(space.secret);
  const { cookie: other } = await signIn();
  expect(JSON.stringify(await invitationTo(space, { cookie: other }))).not.toContain(space.secret);
});

test('the number of a meeting with a lobby tells neither its name nor its time', async () => {
  const space = await server.spaces.create({
    name: 'Hemligt namn',
    ownerId: null,
    lobby: 'everybody',
    startsAt: new Date().toISOString(),
  });
  const { text, videoAddress } = await invitationTo(space);
  expect(text.split('\n')[0]).toBe('Inbjudan till distansmöte');
  expect(text).not.toContain('Tid:');
  expect(videoAddress).toBeNull();
  const { text: english } = await invitationTo(space, {}, '?language=en');
  expect(english.split('\n')[0]).toBe('Invitation to a remote meeting');
});

test('an unknown call ID and another language are refused by name', async () => {
  const space = await server.makeSpace();
  const ask = (path: string) => fetch(`${server.url}/api/meetings/${path}`);
  expect((await ask('987654321/invitation')).status).toBe(404);
  expect((await ask(`${space.callId}/invitation?language=de`)).status).toBe(400);
});
