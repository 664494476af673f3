// The pure parts of the worker's build: ninja's count, and the changed source lines.
import { expect, test } from 'vitest';
import { Failure } from '../failure.mjs';
import { ninjaProgress } from './ninja.mjs';
import { edited } from './source.mjs';

test("ninja's count is read, also where a line comes in two parts", () => {
  const seen = [];
  const read = ninjaProgress((done, total) => seen.push([done, total]));
  read('ninja: Entering directory\n[1/279] Compiling a.cpp\n[2/2');
  read('79] Compiling b.cpp\n../x.h:1:2: warning: [3/4] is no count\n');
  expect(seen).toEqual([
    [1, 279],
    [2, 279],
  ]);
});

test('a line that is there once is changed', () => {
  expect(edited('a == b; c', 'a == b', 'a & b', 'x.cpp')).toBe('a & b; c');
});

test.each([
  ['not at all', 'c', '0 times'],
  ['twice', 'a == b; a == b', '2 times'],
])('a line that is there %s fails the build', (_, text, count) => {
  const edit = () => edited(text, 'a == b', 'a & b', 'x.cpp');
  expect(edit).toThrow(Failure);
  expect(edit).toThrow(count);
});
