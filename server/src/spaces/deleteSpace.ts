// Deletes a space: its call ID becomes invalid and its meeting ends.
import { setImmediate as yieldToEventLoop } from 'node:timers/promises';
import type { AuditActor } from '@distansmote/shared/auditApi.ts';
import type { AuditLog } from '../audit/auditLog.ts';
import type { Meetings } from '../meetings/meetings.ts';
import type { Space, SpaceStore } from './spaceStore.ts';

/** Resolves to whether it was there: of several servers that delete it at once, one does. */
export type DeleteSpace = (space: Space, actor: AuditActor) => Promise<boolean>;

export function createDeleteSpace(
  spaces: SpaceStore,
  meetings: Meetings,
  audit: AuditLog,
): DeleteSpace {
  return async (space, actor) => {
    const meeting = await meetings.reach(space.callId);
    const isDeleted = await spaces.delete(space.id);
    // A server that does not answer now finds out by itself.
    await meeting.end('spaceDeleted').catch(() => undefined);
    if (isDeleted) await audit.record({ action: 'spaceDeleted', actor, space });
    // SQLite is synchronous, and syncs to disk: let meetings run before the next of many.
    await yieldToEventLoop();
    return isDeleted;
  };
}
