// What the staff's page of spaces asks: a page of them, how many are inside now, and the deletion of several.
import {
  type SpaceDeletionResults,
  spaceDeletionResults,
  spaceDeletions,
  spacePage,
  spacePresence,
  spaceSearch,
} from '@distansmote/shared/spacesApi.ts';
import type { SpaceDescription } from '@distansmote/shared/httpApi.ts';
import type { SpaceId } from '@distansmote/shared/ids.ts';
import type { FastifyInstance } from 'fastify';
import type { Account } from '../../accounts/accountStore.ts';
import { callerActor } from '../../audit/actors.ts';
import type { Limiter } from '../../limits/limiter.ts';
import type { Meetings } from '../../meetings/meetings.ts';
import type { Log } from '../../platform/log.ts';
import type { DeleteSpace } from '../../spaces/deleteSpace.ts';
import type { SpaceWithoutConveners } from '../../spaces/spaceRows.ts';
import type { FindPresence } from '../../spaces/spacePresence.ts';
import type { SearchSpaces } from '../../spaces/spaceSearch.ts';
import type { SpaceStore } from '../../spaces/spaceStore.ts';
import { type ApiAccess, mayManage } from '../api/access.ts';
import { addRoute } from '../api/addRoute.ts';
import { json } from '../api/reply.ts';
import type { Caller } from '../signIn/caller.ts';

export interface SpaceListRoutesDeps {
  access: ApiAccess;
  spaces: Pick<SpaceStore, 'find'>;
  searchSpaces: SearchSpaces;
  findPresence: FindPresence;
  describe: (space: SpaceWithoutConveners) => SpaceDescription;
  deleteSpace: DeleteSpace;
  meetings: Pick<Meetings, 'presentCountsEverywhere'>;
  limiter: Limiter;
  log: Log;
}

const tag = 'Spaces';

/** Undefined for those who may see all spaces. */
const convenerIdOf = ({ id, role }: Account) => (role === 'administrator' ? undefined : id);

export function spaceListRoutes(server: FastifyInstance, deps: SpaceListRoutesDeps): void {
  const {
    access,
    spaces,
    searchSpaces,
    findPresence,
    describe,
    deleteSpace,
    meetings,
    limiter,
    log,
  } = deps;

  addRoute(server, {
    method: 'POST',
    path: '/api/spaces/search',
    tag,
    summary:
      'Finds spaces by name or call ID, sorted, a page at a time: your own, or all of them with their owners for administrators.',
    access: access.session,
    body: spaceSearch,
    reply: json(spacePage),
    refusals: { tooFast: 429 },
    async handler({ account, body }) {
      limiter.consume('spaceSearches', { account: account.username });
      const convenerId = convenerIdOf(account);
      const { found, ...rest } = await searchSpaces(body, convenerId);
      const counts = await meetings.presentCountsEverywhere();
      return {
        ...rest,
        spaces: found.map(({ space, owner }) => ({
          ...describe(space),
          owner: convenerId === undefined ? owner : null,
          presentCount: counts.get(space.callId) ?? 0,
        })),
      };
    },
  });

  addRoute(server, {
    method: 'GET',
    path: '/api/spaces/present',
    tag,
    summary:
      'Tells which of the same spaces have somebody in their meeting now, and how many. Asking does not keep the session from ending unused.',
    access: access.openPage,
    reply: json(spacePresence),
    handler: ({ account }) => findPresence(convenerIdOf(account)),
  });

  async function deleteOne(caller: Caller, id: SpaceId) {
    try {
      const space = await spaces.find(id);
      if (space === undefined || !mayManage(caller, space)) return 'spaceUnknown';
      await deleteSpace(space, callerActor(caller));
      return 'deleted';
    } catch (error) {
      log.error({ err: error }, 'deleting one of several spaces failed');
      return 'failed';
    }
  }

  addRoute(server, {
    method: 'POST',
    path: '/api/spaces/deletions',
    tag,
    summary:
      'Deletes up to 200 spaces, as DELETE does each of them, and answers for each. What could not be deleted stops no other.',
    access: access.staffOrToken('manage'),
    body: spaceDeletions,
    reply: json(spaceDeletionResults),
    async handler({ caller, body: { ids } }) {
      const results: SpaceDeletionResults = [];
      // One after the other, so that others have their turn between two of them.
      for (const id of new Set(ids)) results.push({ id, outcome: await deleteOne(caller, id) });
      return results;
    },
  });
}
