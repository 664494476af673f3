// Confirming that an invitation arrived: by anybody with the call ID, visible to the space's conveners.
import type { Confirmation } from '@distansmote/shared/httpApi.ts';
import { expect, test } from 'vitest';
import { sharedServer } from '@distansmote/testkit/server/sharedServer.ts';
import { UNKNOWN_CALL_ID } from '@distansmote/testkit/server/testServer.ts';

const { server, ownedSpace, signIn } = await sharedServer(
  { TRUSTED_PROXIES: '127.0.0.1' },
  { guessLimits: { delaysMs: [] } },
);

let addresses = 0;
/** Each from its own address, unless given. */
function confirm(callId: string, body: unknown, address = `198.51.100.${(addresses += 1)}`) {
  return fetch(`${server.url}/api/meetings/${callId}/confirmations`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-Forwarded-For': address },
    body: JSON.stringify(body),
  });
}

async function ledSpace() {
  const { space, cookie } = await ownedSpace();
  const confirmed = async () => {
    const url = `${server.url}/api/spaces/${space.id}/confirmations`;
    return (await (await fetch(url, { headers: { cookie } })).json()) as Confirmation[];
  };
  return { space, confirmed };
}

test('a confirmation is visible, once, with its time', async () => {
  const { space, confirmed } = await ledSpace();
  expect(await confirmed()).toEqual([]);
  expect((await confirm(space.callId, { name: 'Elsa' })).status).toBe(204);
  expect((await confirm(space.callId, { name: 'Elsa' })).status).toBe(204);
  expect((await confirm(space.callId, { name: 'Lars' })).status).toBe(204);
  const all = await confirmed();
  expect(all.map(({ name }) => name)).toEqual(['Elsa', 'Lars']);
  expect(new Date(all[0]?.confirmedAt ?? '').getTime()).toBeGreaterThan(Date.now() - 60_000);
});

test('strangers cannot see confirmations', async () => {
  const { space } = await ledSpace();
  const url = `${server.url}/api/spaces/${space.id}/confirmations`;
  expect((await fetch(url)).status).toBe(401);
  const { cookie } = await signIn();
  expect((await fetch(url, { headers: { cookie } })).status).toBe(404);
});

test.each([{}, { name: '' }, { name: ' ' }, { name: '\u202e' }, { name: 'A'.repeat(61) }, 'Elsa'])(
  '%j is refused',
  async (body) => {
    const { space, confirmed } = await ledSpace();
    expect((await confirm(space.callId, body)).status).toBe(400);
    expect(await confirmed()).toEqual([]);
  },
);

test('guesses at call IDs count here as elsewhere', async () => {
  const address = '198.51.100.250';
  for (let guess = 0; guess < 20; guess += 1) {
    expect((await confirm(UNKNOWN_CALL_ID, { name: 'X' }, address)).status).toBe(404);
  }
  const { space } = await ledSpace();
  expect((await confirm(space.callId, { name: 'X' }, address)).status).toBe(429);
});

test('one address may confirm for an office, within a limit, and a space keeps a limited number', async () => {
  const { space, confirmed } = await ledSpace();
  const statuses: number[] = [];
  for (let number = 0; number < 21; number += 1) {
    statuses.push((await confirm(space.callId, { name: `Nr ${number}` }, '203.0.113.9')).status);
  }
  expect(statuses.filter((status) => status === 204)).toHaveLength(20);
  expect(statuses.at(-1)).toBe(429);
  for (let number = 21; number < 101; number += 1) {
    await confirm(space.callId, { name: `Nr ${number}` });
  }
  expect((await confirm(space.callId, { name: 'En för mycket' })).status).toBe(409);
  expect(await confirmed()).toHaveLength(100);
});

test('they are deleted with their space', async () => {
  const { space } = await ledSpace();
  await confirm(space.callId, { name: 'Elsa' });
  await server.spaces.delete(space.id);
  expect((await confirm(space.callId, { name: 'Lars' })).status).toBe(404);
});
