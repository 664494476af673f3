// Records when a space was used, later than what led to it: nobody's join waits for the disk.
import type { CallId } from '@distansmote/shared/ids.ts';
import type { Log } from '../platform/log.ts';
import type { SpaceStore } from './spaceStore.ts';

export function recordUseAsync(
  spaces: Pick<SpaceStore, 'recordUse'>,
  callId: CallId,
  log: Log,
): void {
  setImmediate(() => {
    spaces.recordUse(callId).catch((error: unknown) => {
      log.error({ err: error }, 'updating lastUsedAt failed');
    });
  });
}
