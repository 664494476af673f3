// A process that creates spaces with call IDs drawn from a small range, and prints the IDs it got.
import { randomInt } from 'node:crypto';
import type { CallId } from '@distansmote/shared/ids.ts';
import { createLog } from '../../server/src/platform/log.ts';
import { openCallIds } from '../../server/src/spaces/callIds.ts';
import { createSqlSpaceStore } from '../../server/src/spaces/sqlSpaceStore.ts';
import { openDatabase } from '../../server/src/storage/database.ts';
import type { DatabaseSettings } from './databases.ts';

const [json = '', numbers = '', spaces = ''] = process.argv.slice(2);
const settings = JSON.parse(json) as DatabaseSettings;
const database = await openDatabase(settings);
const callIds = await openCallIds({
  database,
  folder: settings.DATA_DIR,
  log: createLog('silent'),
  ranges: 1,
  generate: () => String(100_000_000 + randomInt(Number(numbers))) as CallId,
});
const store = createSqlSpaceStore(database, callIds);
const making = Array.from({ length: Number(spaces) }, () =>
  store.create({ name: 'Möte', ownerId: null }),
);
for (const result of await Promise.allSettled(making)) {
  if (result.status === 'fulfilled') console.log(result.value.callId);
  else if (!String(result.reason).includes('no free call ID')) throw result.reason;
}
await database.destroy();
