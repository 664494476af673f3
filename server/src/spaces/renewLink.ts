// Renews a space's guest link: the old link and all passes become invalid; people in the meeting stay.
import type { AuditActor } from '@distansmote/shared/auditApi.ts';
import type { SpaceId } from '@distansmote/shared/ids.ts';
import type { AuditLog } from '../audit/auditLog.ts';
import type { Meetings } from '../meetings/meetings.ts';
import type { Space, SpaceStore } from './spaceStore.ts';

/** @returns the changed space; undefined when there is no such space. */
export type RenewLink = (id: SpaceId, actor: AuditActor) => Promise<Space | undefined>;

export function createRenewLink(
  spaces: SpaceStore,
  meetings: Meetings,
  audit: AuditLog,
): RenewLink {
  return async (id, actor) => {
    const space = await spaces.renewLink(id);
    if (space === undefined) return undefined;
    // First, since the server that holds its meeting may not answer; whoever is told so renews it once more.
    await audit.record({ action: 'linkRenewed', actor, space });
    await (await meetings.reach(space.callId)).forgetAbsent();
    return space;
  };
}
