// Records that a space is in use, after the reply has been sent: nobody's join waits for the disk.
import type { Log } from '../platform/log.ts';
import { shouldRecordUse } from './expiry.ts';
import type { Space, SpaceStore } from './spaceStore.ts';

export function recordUseAsync(
  spaces: Pick<SpaceStore, 'recordUse'>,
  space: Space,
  log: Log,
): void {
  if (!shouldRecordUse(space, Date.now())) return;
  setImmediate(() => {
    spaces.recordUse(space.id).catch((error: unknown) => {
      log.error({ err: error }, 'updating lastUsedAt failed');
    });
  });
}
