// A million keys take bounded memory; what else counts do is in server/test/windowCounts.test.ts.
import { expect, test } from 'vitest';
import { countInMemory, MAX_KEYS } from './memoryCounts.ts';

test('a million keys are not kept, but the count of an active key is', async () => {
  const counts = countInMemory('wrong call IDs', 600);
  const add = (key: string) => counts.charge([{ key, limit: Infinity }]);
  for (let at = 0; at < 1_000_000; at += 1) {
    await add(`2001:db8:${at}`);
    if (at % 1_000 === 0) await add('everybody');
  }
  const oldest = 1_000_000 - MAX_KEYS;
  const keys = ['everybody', `2001:db8:${oldest - 1}`, '2001:db8:999999'];
  expect(await counts.get(keys)).toEqual([1_000, 0, 1]);
});
