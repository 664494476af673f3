// Renews a space's guest link: the old link and all passes become invalid; people in the meeting stay.
import type { AuditActor } from '@distansmote/shared/auditApi.ts';
import type { SpaceId } from '@distansmote/shared/ids.ts';
import type { AuditLog } from '../audit/auditLog.ts';
import type { Meetings } from '../meetings/meetings.ts';
import type { Space, SpaceStore } from './spaceStore.ts';

/**
 * @returns the changed space; undefined when there is no such space.
 * @throws HolderUnreachable; then the link is still the former one, and the audit log says nothing.
 */
export type RenewLink = (id: SpaceId, actor: AuditActor) => Promise<Space | undefined>;

export function createRenewLink(
  spaces: SpaceStore,
  meetings: Meetings,
  audit: AuditLog,
): RenewLink {
  return async (id, actor) => {
    const former = await spaces.find(id);
    if (former === undefined) return undefined;
    const meeting = await meetings.reach(former.callId);
    // First, since another server may hold the meeting, and not answer.
    await meeting.forgetAbsent();
    const space = await spaces.renewLink(id);
    if (space === undefined) return undefined;
    await audit.record({ action: 'linkRenewed', actor, space });
    // Once more: somebody may have come by the former link since, and have left.
    await meeting.forgetAbsent();
    return space;
  };
}
