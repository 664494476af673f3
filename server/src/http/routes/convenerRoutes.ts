// Colleagues who lead a space's meetings besides its owner: found, added and removed.
import {
  colleague,
  colleagueQuery,
  colleagueSearch,
  newConvener,
} from '@distansmote/shared/httpApi.ts';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { normalizeUsername } from '../../accounts/accountStore.ts';
import { callerActor } from '../../audit/actors.ts';
import type { AuditLog } from '../../audit/auditLog.ts';
import type { Conveners } from '../../spaces/conveners.ts';
import type { ApiAccess } from '../api/access.ts';
import { addRoute } from '../api/addRoute.ts';
import { json, noContent } from '../api/reply.ts';
import { Problem } from '../problem.ts';

export interface ConvenerRoutesDeps {
  access: ApiAccess;
  conveners: Conveners;
  audit: AuditLog;
}

export function convenerRoutes(server: FastifyInstance, deps: ConvenerRoutesDeps): void {
  const { access, conveners, audit } = deps;

  addRoute(server, {
    method: 'GET',
    path: '/api/spaces/:id/conveners',
    tag: 'Spaces',
    summary: 'Lists the colleagues who lead the space’s meetings besides its owner.',
    access: access.space('read'),
    reply: json(z.array(colleague)),
    handler: ({ space }) => conveners.of(space.id),
  });

  addRoute(server, {
    method: 'POST',
    path: '/api/spaces/:id/conveners',
    tag: 'Spaces',
    summary: 'Lets a colleague lead the space’s meetings too. Answers with all who do.',
    access: access.space('manage'),
    body: newConvener,
    reply: json(z.array(colleague)),
    refusals: { accountUnknown: 404, tooMany: 409 },
    async handler({ space, caller, body: { username } }) {
      switch (await conveners.add(space.id, username)) {
        case 'accountUnknown':
          throw new Problem(404, 'accountUnknown', 'No open account has that username.');
        case 'tooMany':
          throw new Problem(409, 'tooMany', 'The space has as many conveners as it may have.');
        case 'added': {
          const [actor, subject] = [callerActor(caller), normalizeUsername(username)];
          await audit.record({ action: 'convenerAdded', actor, space, subject });
          return conveners.of(space.id);
        }
      }
    },
  });

  addRoute(server, {
    method: 'DELETE',
    path: '/api/spaces/:id/conveners/:accountId',
    tag: 'Spaces',
    summary: 'Takes a colleague off that list, also during a meeting.',
    access: access.space('manage'),
    reply: noContent,
    async handler({ space, caller, params: { accountId } }) {
      const former = (await conveners.of(space.id)).find(({ id }) => id === accountId);
      await conveners.remove(space.id, accountId);
      if (former === undefined) return;
      const [actor, subject] = [callerActor(caller), former.username];
      await audit.record({ action: 'convenerRemoved', actor, space, subject });
    },
  });

  addRoute(server, {
    method: 'POST',
    path: '/api/colleagues/search',
    tag: 'Spaces',
    summary: 'Finds open accounts by part of their username or name, at most ten.',
    access: access.staffOrToken('manage'),
    body: colleagueSearch,
    reply: json(z.array(colleague)),
    handler: ({ body }) => conveners.search(body.text),
  });

  addRoute(server, {
    method: 'GET',
    path: '/api/colleagues',
    tag: 'Spaces',
    summary:
      'The same, kept for systems that were built on version 0.1.0. Use POST: proxies log URLs, and this one has a name in it.',
    isDeprecated: true,
    access: access.staffOrToken('manage'),
    query: colleagueQuery,
    reply: json(z.array(colleague)),
    handler: ({ query }) => conveners.search(query.search),
  });
}
