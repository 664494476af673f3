// Notes that a space is in use, behind the answer: nobody waits for the disk at the door.
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
      log.error({ err: error }, 'a use could not be noted');
    });
  });
}
