// Creating, reading and deleting spaces, for staff and for the county's own systems.
import {
  type Invitation,
  invitationLanguage,
  type Lobby,
  newSpace,
  spaceChange,
  type SpaceDefaults,
  type SpaceDescription,
} from '@distansmote/shared/httpApi.ts';
import type { FastifyInstance } from 'fastify';
import { byCaller } from '../audit/actors.ts';
import type { AuditLog } from '../audit/auditLog.ts';
import type { DeleteSpace } from '../spaces/deleteSpace.ts';
import type { Confirmations } from '../spaces/confirmations.ts';
import { describeSpace, type SpaceSurroundings } from '../spaces/describeSpace.ts';
import { invitationOf, qrCodeOf } from '../spaces/invitation.ts';
import type { Meetings } from '../meetings/meetings.ts';
import type { RenewLink } from '../spaces/renewLink.ts';
import type { Space, SpaceStore } from '../spaces/spaceStore.ts';
import { parseBody } from './parseBody.ts';
import { Problem } from './problem.ts';
import { type Caller, mayAs, type SignIn } from './sessionRoutes.ts';
import { type OwnSpace, spaceUnknown } from './spaceAccess.ts';

export interface SpaceRoutesParts {
  spaces: SpaceStore;
  confirmations: Confirmations;
  deleteSpace: DeleteSpace;
  renewLink: RenewLink;
  meetings: Meetings;
  ownSpace: OwnSpace;
  signIn: SignIn;
  audit: AuditLog;
  surroundings: SpaceSurroundings;
  /** Whether the service answers room systems. */
  hasRooms: boolean;
  defaults: { lobby: Lobby };
}

export function spaceRoutes(server: FastifyInstance, parts: SpaceRoutesParts): void {
  const {
    spaces,
    confirmations,
    deleteSpace,
    renewLink,
    meetings,
    ownSpace,
    signIn,
    audit,
    surroundings,
    hasRooms,
  } = parts;
  const describe = (space: Space): SpaceDescription => describeSpace(space, surroundings);

  /** The guest link is a way past the lobby: a system that only reads does not get it. */
  const describeTo = (caller: Caller, space: Space): SpaceDescription =>
    mayAs(caller, 'invite') ? describe(space) : { ...describe(space), guestLink: '' };

  server.post('/api/spaces', async (request, reply) => {
    const caller = await signIn.callerOf(request, 'manage');
    const { startsAt = null, ...rest } = parseBody(newSpace, request.body);
    const ownerId = caller.by === 'session' ? caller.account.id : null;
    const space = await spaces.create({
      ...parts.defaults,
      ...rest,
      ownerId,
      startsAt: inUtc(startsAt),
    });
    await audit.note({ deed: 'spaceCreated', by: byCaller(caller), space });
    void reply.code(201).header('Location', `/api/spaces/${space.id}`);
    return describe(space);
  });

  server.get('/api/spaces/defaults', async (request): Promise<SpaceDefaults> => {
    await signIn.callerOf(request, 'read');
    return { ...parts.defaults, hasRooms };
  });

  server.get('/api/spaces', async (request) => {
    const caller = await signIn.callerOf(request, 'read');
    const all = caller.by === 'apiToken' || caller.account.role === 'administrator';
    const found = await spaces.list(all ? undefined : caller.account.id);
    return found.map((space) => describeTo(caller, space));
  });

  server.get<{ Params: { id: string } }>('/api/spaces/:id', async (request) => {
    const { space, caller } = await ownSpace(request, 'read');
    return describeTo(caller, space);
  });

  server.patch<{ Params: { id: string } }>('/api/spaces/:id', async (request) => {
    const { space, caller } = await ownSpace(request, 'manage');
    const change = parseBody(spaceChange, request.body);
    const { startsAt, ...rest } = change;
    const changed = await spaces.change(space.id, {
      ...rest,
      ...(startsAt !== undefined && { startsAt: inUtc(startsAt) }),
    });
    if (changed === undefined) throw spaceUnknown();
    if (Object.keys(change).length > 0) {
      await audit.note({ deed: 'spaceChanged', by: byCaller(caller), space: changed });
    }
    return describe(changed);
  });

  server.post<{ Params: { id: string } }>('/api/spaces/:id/new-link', async (request) => {
    const { space, caller } = await ownSpace(request, 'manage');
    const renewed = await renewLink(space.id, byCaller(caller));
    if (renewed === undefined) throw spaceUnknown();
    return describe(renewed);
  });

  server.post<{ Params: { id: string } }>('/api/spaces/:id/end-meeting', async (request, reply) => {
    const { space, caller } = await ownSpace(request, 'manage');
    if (await meetings.end(space.callId, 'endedByConvener')) {
      await audit.note({ deed: 'meetingEnded', by: byCaller(caller), space });
    }
    return reply.code(204).send();
  });

  server.get<{ Params: { id: string }; Querystring: { language?: unknown } }>(
    '/api/spaces/:id/invitation',
    async (request): Promise<Invitation> => {
      const space = describe((await ownSpace(request, 'invite')).space);
      const language = invitationLanguage.safeParse(request.query.language ?? 'sv');
      if (!language.success) throw new Problem(400, 'invalid', 'language: sv or en.');
      const { publicUrl } = surroundings;
      const text = invitationOf({ space, publicUrl, hasRooms }, language.data);
      return { language: language.data, text };
    },
  );

  server.get<{ Params: { id: string } }>('/api/spaces/:id/confirmations', async (request) =>
    confirmations.of((await ownSpace(request, 'invite')).space.id),
  );

  server.get<{ Params: { id: string } }>('/api/spaces/:id/qr.svg', async (request, reply) => {
    const space = describe((await ownSpace(request, 'invite')).space);
    return reply.type('image/svg+xml').send(qrCodeOf(space));
  });

  server.delete<{ Params: { id: string } }>('/api/spaces/:id', async (request, reply) => {
    const { space, caller } = await ownSpace(request, 'manage');
    await deleteSpace(space, byCaller(caller));
    return reply.code(204).send();
  });
}

const inUtc = (time: string | null) => (time === null ? null : new Date(time).toISOString());
