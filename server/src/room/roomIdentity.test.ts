// A room has the name that it gives itself, unless that gives away a telephone number.
import { expect, it } from 'vitest';
import { roomIdentity } from './roomIdentity.ts';

const ROOM = { displayName: 'Rum 3', uri: 'rum3@county.example', trunk: '192.0.2.1' };

it.each([
  ['Mötesrum 3', 'Mötesrum 3'],
  ['Rum 12-34, plan 56', 'Rum 12-34, plan 56'],
  [undefined, 'Konferensrum'],
  ['0480-44 55 11', 'Konferensrum'],
  ['+46480445511', 'Konferensrum'],
  ['46480445511@pbx.example', 'Konferensrum'],
  ['Anna (0701) 23.45.67', 'Konferensrum'],
])('%j is shown as %j', (displayName, shown) => {
  expect(roomIdentity({ ...ROOM, displayName }).name).toEqual({ name: shown, profession: '' });
});

it('rooms behind one trunk have guess budgets of their own, and those that withhold their address one', () => {
  const keysOf = (uri: string | undefined, trunk = ROOM.trunk) =>
    roomIdentity({ ...ROOM, uri, trunk }).client;
  expect(keysOf('rum3@x')).toEqual(keysOf('rum3@x'));
  expect(keysOf('rum3@x')).not.toEqual(keysOf('rum4@x'));
  expect(keysOf('rum3@x')).not.toEqual(keysOf('rum3@x', '192.0.2.2'));
  expect(keysOf(undefined)).toEqual(keysOf(undefined));
  expect(roomIdentity({ ...ROOM, uri: undefined })).toMatchObject({
    alias: undefined,
    address: ROOM.trunk,
  });
});
