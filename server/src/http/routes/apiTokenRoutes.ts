// API tokens of other systems: administrators make them, see when they were last used, and revoke them.
import {
  apiTokenDescription,
  apiTokenWithSecret,
  newApiToken,
} from '@distansmote/shared/accountsApi.ts';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { ApiTokenStore } from '../../accounts/apiTokenStore.ts';
import { accountActor } from '../../audit/actors.ts';
import type { AuditLog } from '../../audit/auditLog.ts';
import type { ApiAccess } from '../api/access.ts';
import { addRoute } from '../api/addRoute.ts';
import { json, noContent } from '../api/reply.ts';
import { Problem } from '../problem.ts';

export interface ApiTokenRoutesDeps {
  access: ApiAccess;
  apiTokens: ApiTokenStore;
  audit: AuditLog;
}

export function apiTokenRoutes(
  server: FastifyInstance,
  { access, apiTokens, audit }: ApiTokenRoutesDeps,
): void {
  addRoute(server, {
    method: 'GET',
    path: '/api/api-tokens',
    tag: 'API tokens',
    summary: 'Lists the tokens of other systems, newest first, without the tokens themselves.',
    access: access.administrator,
    reply: json(z.array(apiTokenDescription)),
    handler: () => apiTokens.list(),
  });

  addRoute(server, {
    method: 'POST',
    path: '/api/api-tokens',
    tag: 'API tokens',
    summary: 'Makes a token for another system, told this once: what it may do, and for how long.',
    access: access.administrator,
    body: newApiToken,
    reply: json(apiTokenWithSecret, 201),
    async handler({ administrator, body }) {
      const token = await apiTokens.create(body, administrator);
      const by = accountActor(administrator);
      await audit.record({ action: 'apiTokenCreated', actor: by, subject: body.name });
      return token;
    },
  });

  addRoute(server, {
    method: 'DELETE',
    path: '/api/api-tokens/:id',
    tag: 'API tokens',
    summary: 'Revokes a token: from now on it opens nothing.',
    access: access.administrator,
    reply: noContent,
    refusals: { apiTokenUnknown: 404 },
    async handler({ administrator, params }) {
      const revoked = await apiTokens.revoke(params.id);
      if (revoked === undefined) {
        throw new Problem(404, 'apiTokenUnknown', 'There is no such token.');
      }
      const by = accountActor(administrator);
      await audit.record({ action: 'apiTokenRevoked', actor: by, subject: revoked.name });
    },
  });
}
