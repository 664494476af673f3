// Spaces, for staff and for the county's own systems: created, listed, read, changed and deleted.
import {
  newSpace,
  spaceChange,
  spaceDefaults,
  spaceDescription,
} from '@distansmote/shared/httpApi.ts';
import type { SpaceDefaults, SpaceDescription } from '@distansmote/shared/httpApi.ts';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { callerActor } from '../../audit/actors.ts';
import type { AuditLog } from '../../audit/auditLog.ts';
import type { Meetings } from '../../meetings/meetings.ts';
import type { DeleteSpace } from '../../spaces/deleteSpace.ts';
import type { Space, SpaceStore } from '../../spaces/spaceStore.ts';
import { type ApiAccess, spaceUnknown } from '../api/access.ts';
import { addRoute } from '../api/addRoute.ts';
import { json, noContent } from '../api/reply.ts';
import { type Caller, hasScope } from '../signIn/caller.ts';

export interface SpaceRoutesDeps {
  access: ApiAccess;
  spaces: SpaceStore;
  describe: (space: Space) => SpaceDescription;
  deleteSpace: DeleteSpace;
  meetings: Meetings;
  audit: AuditLog;
  defaults: SpaceDefaults;
}

const tag = 'Spaces';

export function spaceRoutes(server: FastifyInstance, deps: SpaceRoutesDeps): void {
  const { access, spaces, describe, deleteSpace, meetings, audit, defaults } = deps;

  /** The guest link is a way past the lobby: a system that may only read does not get it. */
  const describeTo = (caller: Caller, space: Space): SpaceDescription =>
    hasScope(caller, 'invite') ? describe(space) : { ...describe(space), guestLink: '' };

  addRoute(server, {
    method: 'POST',
    path: '/api/spaces',
    tag,
    summary: 'Creates a space with a call ID that has never been used.',
    access: access.staffOrToken('manage'),
    body: newSpace,
    reply: json(spaceDescription, 201),
    async handler({ caller, body: { startsAt = null, ...rest }, reply }) {
      const ownerId = caller.type === 'session' ? caller.account.id : null;
      const space = await spaces.create({
        lobby: defaults.lobby,
        ...rest,
        ownerId,
        startsAt: toUtc(startsAt),
      });
      await audit.record({ action: 'spaceCreated', actor: callerActor(caller), space });
      reply.header('Location', `/api/spaces/${space.id}`);
      return describe(space);
    },
  });

  addRoute(server, {
    method: 'GET',
    path: '/api/spaces',
    tag,
    summary:
      'Lists spaces, newest first: your own, or all of them for administrators and API tokens.',
    access: access.staffOrToken('read'),
    reply: json(z.array(spaceDescription)),
    async handler({ caller }) {
      const seesAll = caller.type === 'apiToken' || caller.account.role === 'administrator';
      const found = await spaces.list(seesAll ? undefined : caller.account.id);
      return found.map((space) => describeTo(caller, space));
    },
  });

  addRoute(server, {
    method: 'GET',
    path: '/api/spaces/defaults',
    tag,
    summary:
      'Tells the lobby of a new space if the request names no other (SPACE_LOBBY), and whether room systems can join.',
    access: access.staffOrToken('read'),
    reply: json(spaceDefaults),
    handler: () => defaults,
  });

  addRoute(server, {
    method: 'GET',
    path: '/api/spaces/:id',
    tag,
    summary: 'Reads a space. Other people’s spaces answer 404.',
    access: access.space('read'),
    reply: json(spaceDescription),
    handler: ({ caller, space }) => describeTo(caller, space),
  });

  addRoute(server, {
    method: 'PATCH',
    path: '/api/spaces/:id',
    tag,
    summary: 'Changes a space. Fields that are left out stay as they are.',
    access: access.space('manage'),
    body: spaceChange,
    reply: json(spaceDescription),
    async handler({ caller, space, body }) {
      const { startsAt, ...rest } = body;
      const changed = await spaces.change(space.id, {
        ...rest,
        ...(startsAt !== undefined && { startsAt: toUtc(startsAt) }),
      });
      if (changed === undefined) throw spaceUnknown();
      if (Object.keys(body).length > 0) {
        await audit.record({ action: 'spaceChanged', actor: callerActor(caller), space: changed });
      }
      return describe(changed);
    },
  });

  addRoute(server, {
    method: 'DELETE',
    path: '/api/spaces/:id',
    tag,
    summary: 'Deletes a space: its meeting ends for everybody, and its call ID never works again.',
    access: access.space('manage'),
    reply: noContent,
    handler: async ({ caller, space }) => void (await deleteSpace(space, callerActor(caller))),
  });

  addRoute(server, {
    method: 'POST',
    path: '/api/spaces/:id/end-meeting',
    tag,
    summary: 'Ends the space’s meeting for everybody. Does nothing when there is none.',
    access: access.space('manage'),
    reply: noContent,
    async handler({ caller, space }) {
      if (await (await meetings.reach(space.callId)).end('endedByConvener')) {
        await audit.record({ action: 'meetingEnded', actor: callerActor(caller), space });
      }
    },
  });
}

const toUtc = (time: string | null) => (time === null ? null : new Date(time).toISOString());
