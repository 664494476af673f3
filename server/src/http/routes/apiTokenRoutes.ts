// API tokens of other systems: administrators create them, see when they were last used, and revoke them.
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
    summary: 'Lists API tokens, newest first, without the tokens themselves.',
    access: access.administrator,
    reply: json(z.array(apiTokenDescription)),
    handler: () => apiTokens.list(),
  });

  addRoute(server, {
    method: 'POST',
    path: '/api/api-tokens',
    tag: 'API tokens',
    summary: 'Creates an API token for another system. Only this reply contains the token itself.',
    access: access.administrator,
    body: newApiToken,
    reply: json(apiTokenWithSecret, 201),
    async handler({ administrator, body }) {
      const token = await apiTokens.create(body, administrator);
      const actor = accountActor(administrator);
      await audit.record({ action: 'apiTokenCreated', actor, subject: body.name });
      return token;
    },
  });

  addRoute(server, {
    method: 'DELETE',
    path: '/api/api-tokens/:id',
    tag: 'API tokens',
    summary: 'Revokes an API token, with immediate effect.',
    access: access.administrator,
    reply: noContent,
    refusals: { apiTokenUnknown: 404 },
    async handler({ administrator, params }) {
      const revoked = await apiTokens.revoke(params.id);
      if (revoked === undefined) {
        throw new Problem(404, 'apiTokenUnknown', 'There is no such token.');
      }
      const actor = accountActor(administrator);
      await audit.record({ action: 'apiTokenRevoked', actor, subject: revoked.name });
    },
  });
}
