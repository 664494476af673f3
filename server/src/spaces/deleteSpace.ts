// Deletes a space: its call ID becomes invalid and its meeting ends.
import { setImmediate as yieldToEventLoop } from 'node:timers/promises';
import type { AuditActor } from '@distansmote/shared/auditApi.ts';
import type { AuditLog } from '../audit/auditLog.ts';
import type { Meetings } from '../meetings/meetings.ts';
import type { Space, SpaceStore } from './spaceStore.ts';

export type DeleteSpace = (space: Space, actor: AuditActor) => Promise<void>;

export function createDeleteSpace(
  spaces: SpaceStore,
  meetings: Meetings,
  audit: AuditLog,
): DeleteSpace {
  return async (space, actor) => {
    const isDeleted = await spaces.delete(space.id);
    await meetings.end(space.callId, 'spaceDeleted');
    if (isDeleted) await audit.record({ action: 'spaceDeleted', actor, space });
    // SQLite is synchronous, and syncs to disk: let meetings run before the next of many.
    await yieldToEventLoop();
  };
}
