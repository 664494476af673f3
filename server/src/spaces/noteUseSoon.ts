// Notes that a space is in use, behind the answer: nobody waits for the disk at the door.
import type { Log } from '../platform/log.ts';
import { isUseWorthNoting } from './expiry.ts';
import type { Space, SpaceStore } from './spaceStore.ts';

export function noteUseSoon(spaces: Pick<SpaceStore, 'noteUse'>, space: Space, log: Log): void {
  if (!isUseWorthNoting(space, Date.now())) return;
  setImmediate(() => {
    spaces.noteUse(space.id).catch((error: unknown) => {
      log.error({ err: error }, 'a use could not be noted');
    });
  });
}
