// The API tokens of other systems over HTTP: administrators make them, see when they were used, and revoke them.
import {
  type ApiTokenDescription,
  type ApiTokenWithSecret,
  newApiToken,
} from '@distansmote/shared/accountsApi.ts';
import { byAccount } from '../audit/actors.ts';
import type { AuditLog } from '../audit/auditLog.ts';
import type { FastifyInstance } from 'fastify';
import type { ApiTokenStore } from '../accounts/apiTokenStore.ts';
import { parseBody } from './parseBody.ts';
import { Problem } from './problem.ts';
import type { SignIn } from './sessionRoutes.ts';

export interface ApiTokenRoutesParts {
  apiTokens: ApiTokenStore;
  signIn: SignIn;
  audit: AuditLog;
}

export function apiTokenRoutes(
  server: FastifyInstance,
  { apiTokens, signIn, audit }: ApiTokenRoutesParts,
): void {
  server.get('/api/api-tokens', async (request): Promise<ApiTokenDescription[]> => {
    await signIn.administratorOf(request);
    return apiTokens.list();
  });

  server.post('/api/api-tokens', async (request, reply): Promise<ApiTokenWithSecret> => {
    const administrator = await signIn.administratorOf(request);
    const wanted = parseBody(newApiToken, request.body);
    const token = await apiTokens.create(wanted, administrator);
    await audit.note({ deed: 'apiTokenCreated', by: byAccount(administrator), about: wanted.name });
    void reply.code(201);
    return token;
  });

  server.delete<{ Params: { id: string } }>('/api/api-tokens/:id', async (request, reply) => {
    const by = byAccount(await signIn.administratorOf(request));
    const revoked = await apiTokens.revoke(request.params.id);
    if (revoked === undefined) {
      throw new Problem(404, 'apiTokenUnknown', 'There is no such token.');
    }
    await audit.note({ deed: 'apiTokenRevoked', by, about: revoked.name });
    return reply.code(204).send();
  });
}
