// A new guest link for a space: the former one and all passes open nothing, and whoever is in its meeting stays there.
import type { AuditActor } from '@distansmote/shared/auditApi.ts';
import type { SpaceId } from '@distansmote/shared/ids.ts';
import type { AuditLog } from '../audit/auditLog.ts';
import type { Meetings } from '../meetings/meetings.ts';
import type { Space, SpaceStore } from './spaceStore.ts';

/** @returns the space as it is now; undefined when there is none. */
export type RenewLink = (id: SpaceId, by: AuditActor) => Promise<Space | undefined>;

export function createRenewLink(
  spaces: SpaceStore,
  meetings: Meetings,
  audit: AuditLog,
): RenewLink {
  return async (id, by) => {
    const space = await spaces.renewLink(id);
    if (space === undefined) return undefined;
    (await meetings.find(space.callId))?.moderation.forgetAbsent();
    await audit.record({ action: 'linkRenewed', actor: by, space });
    return space;
  };
}
