// A process of its own that makes and deletes spaces as fast as it can, and prints what it is told is done.
import { writeSync } from 'node:fs';
import { createSqlSpaceStore } from '../../src/spaces/sqlSpaceStore.ts';
import { openDatabase } from '../../src/storage/database.ts';

const STDOUT = 1;
const store = createSqlSpaceStore(await openDatabase(process.argv[2] ?? ''));
const earlier: string[] = [];
for (;;) {
  const space = await store.create({ name: 'Hållbart möte', ownerId: null });
  writeSync(STDOUT, `made ${space.id}\n`);
  const former = earlier.pop();
  if (former === undefined) {
    earlier.push(space.id);
  } else {
    writeSync(STDOUT, `deleting ${former}\n`);
    await store.delete(former as typeof space.id);
    writeSync(STDOUT, `deleted ${former}\n`);
  }
}
