import { expect, test } from 'vitest';
import { isRoom } from './roomDirectory.ts';

test('a room has 16 characters of base64url, and nothing else passes for one', () => {
  expect(isRoom('AZaz09-_AZaz09-_')).toBe(true);
  for (const text of [
    '',
    'AZaz09-_AZaz09-',
    'AZaz09-_AZaz09-_A',
    'AZaz09-_AZaz09-=',
    'AZaz09-_AZaz09-\n',
    'ÅZaz09-_AZaz09-_',
  ])
    expect(isRoom(text), JSON.stringify(text)).toBe(false);
  expect(isRoom('AZaz09-_AZaz09-_\n')).toBe(false);
});
