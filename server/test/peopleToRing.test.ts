// People to ring are saved with a space by those who lead its meetings, seen by nobody else, and gone with it.
import { randomUUID } from 'node:crypto';
import type { PersonToRing } from '@distansmote/shared/ringingApi.ts';
import { isPostgres } from '@distansmote/testkit/database/databases.ts';
import { sharedPostgres } from '@distansmote/testkit/database/postgres.ts';
import { Api } from '@distansmote/testkit/server/api.ts';
import { sharedServer } from '@distansmote/testkit/server/sharedServer.ts';
import { expect, test } from 'vitest';

const { server, open, signIn, ownedSpace, conveneMeeting } = await sharedServer(
  isPostgres ? { DATABASE_URL: await (await sharedPostgres()).createDatabase() } : {},
);

const elsa = { name: 'Elsa Ek', address: '070-123 45 67', digits: '', role: null };
const amina = {
  name: 'Tolkförmedlingen',
  address: '010-102 22 88',
  digits: ',,123456#',
  role: { type: 'interpreter', language: 'so' },
};
const api = (cookie: string) => new Api(server, { cookie });
const pathOf = ({ id }: { id: string }) => `/api/spaces/${id}/people-to-ring`;

test('they are listed in the order in which they were saved, and taken off again', async () => {
  const { space, cookie } = await ownedSpace();
  const path = pathOf(space);
  const karin = api(cookie);
  const first = await karin.ask<PersonToRing>('POST', path, elsa);
  expect([first.status, first.body]).toEqual([201, { id: expect.any(String) as string, ...elsa }]);
  const second = await karin.ask<PersonToRing>('POST', path, amina);
  const list = await karin.ask('GET', path);
  expect(list.body).toEqual([first.body, second.body]);
  expect((await karin.ask('DELETE', `${path}/${first.body.id}`)).status).toBe(204);
  expect((await karin.ask('DELETE', `${path}/${randomUUID()}`)).status).toBe(204);
  expect((await karin.ask('GET', path)).body).toEqual([second.body]);
});

test('one with the same name and address is replaced, and at most twenty are kept', async () => {
  const { space, cookie } = await ownedSpace();
  const path = pathOf(space);
  const karin = api(cookie);
  await karin.ask('POST', path, elsa);
  await karin.ask('POST', path, { ...elsa, digits: '1#' });
  expect((await karin.ask('GET', path)).body).toMatchObject([{ ...elsa, digits: '1#' }]);
  for (let more = 1; more < 20; more += 1)
    await karin.ask('POST', path, { ...elsa, name: `Elsa ${more}` });
  const tooMany = await karin.ask('POST', path, { ...elsa, name: 'Elsa 20' });
  expect(tooMany).toMatchObject({ status: 409, body: { title: 'tooMany' } });
  expect((await karin.ask('POST', path, elsa)).status).toBe(201);
});

test.each([
  [{ ...elsa, address: 'Elsa' }, 'numberUnclear'],
  [{ ...elsa, address: '112' }, 'numberEmergency'],
  [{ ...elsa, address: '1177' }, 'numberShort'],
  [{ ...elsa, address: '+46 939 123 456' }, 'numberNotAllowed'],
  [{ ...elsa, address: '00 47 22 12 34 56' }, 'numberNotAllowed'],
  [{ ...elsa, address: 'sip:rum1@evil.example' }, 'addressNotAllowed'],
  [{ ...elsa, address: 'sip:rum1@evil.example;maddr=10.0.0.1' }, 'addressUnclear'],
  [{ ...elsa, digits: 'p1' }, 'digitsUnclear'],
  [{ ...elsa, address: '0'.repeat(201) }, 'invalid'],
  [{ ...elsa, name: '' }, 'invalid'],
  [{ ...elsa, role: { type: 'king' } }, 'invalid'],
  [{ ...elsa, extra: true }, 'invalid'],
])('%# is refused by name', async (body, title) => {
  const { space, cookie } = await ownedSpace();
  const answer = await api(cookie).ask('POST', pathOf(space), body);
  expect(answer).toMatchObject({ status: 400, body: { title } });
});

test('others than those who lead the space see neither list nor numbers', async () => {
  const { space, cookie, callId, convener } = await conveneMeeting();
  await api(cookie).ask('POST', pathOf(space), elsa);
  expect((await new Api(server).ask('GET', pathOf(space))).status).toBe(401);
  const stranger = api((await signIn()).cookie);
  for (const method of ['GET', 'POST'])
    expect(
      (await stranger.ask(method, pathOf(space), method === 'GET' ? undefined : elsa)).status,
    ).toBe(404);
  const guest = await open();
  const joined = await guest.enter(callId, 'Nils');
  expect(JSON.stringify(joined)).not.toContain('Elsa');
  expect(await guest.expectRefusal('readPeopleToRing', {})).toEqual({ code: 'notConvener' });
  expect(await convener.request('readPeopleToRing', {})).toMatchObject({ people: [elsa] });
  const lookUp = await new Api(server).ask('GET', `/api/meetings/${callId}`);
  expect(JSON.stringify(lookUp.body)).not.toMatch(/Elsa|123 45 67/);
});

test('they go with the space', async () => {
  const { space, cookie } = await ownedSpace();
  const other = await ownedSpace();
  for (const one of [{ space, cookie }, other])
    await api(one.cookie).ask('POST', pathOf(one.space), elsa);
  await api(cookie).ask('DELETE', `/api/spaces/${space.id}`);
  expect((await api(cookie).ask('GET', pathOf(space))).status).toBe(404);
  expect((await api(other.cookie).ask('GET', pathOf(other.space))).body).toHaveLength(1);
});

test('whether people may be rung at numbers of their own is a setting of the space', async () => {
  const { space, cookie } = await ownedSpace();
  const path = `/api/spaces/${space.id}`;
  expect((await api(cookie).ask('GET', path)).body).toMatchObject({ allowsRingMe: true });
  const changed = await api(cookie).ask('PATCH', path, { allowsRingMe: false });
  expect(changed.body).toMatchObject({ allowsRingMe: false });
  expect((await api(cookie).ask('GET', path)).body).toMatchObject({ allowsRingMe: false });
});
