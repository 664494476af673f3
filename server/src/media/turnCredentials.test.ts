// The relay's credentials are what coturn computes from the same secret, run out, and tell nobody who has them.
import { createHmac } from 'node:crypto';
import type { CallId } from '@distansmote/shared/ids.ts';
import { expect, test } from 'vitest';
import { RelayUsers } from './relayUsers.ts';
import { turnCredentials, turnRelayOf } from './turnCredentials.ts';

const relay = { urls: ['turns:turn.example.org:443?transport=tcp'], secret: 'north' };
const NOW_MS = 1_433_895_918_506;

test('the user name ends after twelve hours, and the password is its HMAC-SHA1 by the secret', () => {
  const { urls, username, credential } = turnCredentials(relay, NOW_MS, 'A'.repeat(16));
  expect(urls).toEqual(relay.urls);
  expect(username).toMatch(/^1433939118:A{16}$/);
  expect(credential).toBe(createHmac('sha1', 'north').update(username).digest('base64'));
});

test('the users of two meetings, and of two addresses, are others; those of one come round', () => {
  const users = new RelayUsers();
  const namesOf = (meeting: string, address: string) =>
    Array.from({ length: 100 }, () => users.next(meeting as CallId, address));
  const names = [
    namesOf('787544182', '192.0.2.1'),
    namesOf('787544182', '192.0.2.2'),
    namesOf('787544183', '192.0.2.1'),
  ];
  for (const ofOne of names) expect(new Set(ofOne).size).toBe(48);
  expect(new Set(names.flat()).size).toBe(3 * 48);
  // Of another process.
  expect(names.flat()).not.toContain(new RelayUsers().next('787544182' as CallId, '192.0.2.1'));
});

test('there is a relay only where both settings are', () => {
  expect(turnRelayOf({})).toBeUndefined();
  expect(turnRelayOf({ TURN_URLS: relay.urls, TURN_SECRET: 'north' })).toEqual(relay);
});
