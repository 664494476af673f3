// What the identity provider's claims make of somebody.
import { expect, test } from 'vitest';
import { personOf, roleOf } from './oidcRole.ts';

const rule = { claim: 'groups', adminValue: 'admins', staffValue: 'nurses' };

test.each<[string, Record<string, unknown>, Partial<typeof rule> & object, string | undefined]>([
  ['a list', { groups: ['x', 'nurses'] }, {}, 'staff'],
  ['one word', { groups: 'admins' }, {}, 'administrator'],
  ['both', { groups: ['nurses', 'admins'] }, {}, 'administrator'],
  ['neither', { groups: ['x'] }, {}, undefined],
  ['nothing', {}, {}, undefined],
  ['a list of other things', { groups: [1, 'nurses'] }, {}, undefined],
  ['a path', { realm_access: { roles: ['nurses'] } }, { claim: 'realm_access.roles' }, 'staff'],
  ['a name with dots', { 'https://x.y/z': ['nurses'] }, { claim: 'https://x.y/z' }, 'staff'],
  ['a path to nowhere', { realm_access: 'x' }, { claim: 'realm_access.roles' }, undefined],
  ['a prototype', {}, { claim: '__proto__.constructor' }, undefined],
])('%s', (_, claims, more, role) => {
  expect(roleOf(claims, { ...rule, ...more })).toBe(role);
});

test('where no value is said for staff everybody is, and without one for administrators nobody', () => {
  const open = { claim: 'groups', adminValue: undefined, staffValue: undefined };
  expect(roleOf({ groups: ['undefined', 'admins'] }, open)).toBe('staff');
  expect(roleOf({}, open)).toBe('staff');
});

test.each<[Record<string, unknown>, string]>([
  [{ preferred_username: 'karin', email: 'k@x.se' }, 'karin'],
  [{ preferred_username: 'DOMAIN\\karin', email: 'k@x.se' }, 'k@x.se'],
  [{ preferred_username: 7 }, '42'],
])('of %j the user name is %s', (claims, username) => {
  const person = personOf({ iss: 'https://x', sub: '42', ...claims }, rule);
  expect(person).toMatchObject({ subject: 'https://x 42', username });
});

test('a name is made fit to be shown', () => {
  const name = `Ka\u202erin\n${'x'.repeat(200)}`;
  const { displayName } = personOf({ iss: 'i', sub: 's|1', name }, rule);
  expect(displayName).toMatch(/^Ka rin x+$/);
  expect(displayName).toHaveLength(100);
  expect(personOf({ iss: 'i', sub: 's|1' }, rule)).toMatchObject({
    displayName: '',
    username: 'user',
  });
});
