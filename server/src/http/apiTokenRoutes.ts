// The API tokens of other systems over HTTP: administrators make them, see when they were used, and revoke them.
import {
  type ApiTokenDescription,
  type ApiTokenWithSecret,
  newApiToken,
} from '@distansmote/shared/accountsApi.ts';
import type { FastifyInstance } from 'fastify';
import type { ApiTokenStore } from '../accounts/apiTokenStore.ts';
import { parseBody } from './parseBody.ts';
import { Problem } from './problem.ts';
import type { SignIn } from './sessionRoutes.ts';

export interface ApiTokenRoutesParts {
  apiTokens: ApiTokenStore;
  signIn: SignIn;
}

export function apiTokenRoutes(
  server: FastifyInstance,
  { apiTokens, signIn }: ApiTokenRoutesParts,
): void {
  server.get('/api/api-tokens', async (request): Promise<ApiTokenDescription[]> => {
    await signIn.administratorOf(request);
    return apiTokens.list();
  });

  server.post('/api/api-tokens', async (request, reply): Promise<ApiTokenWithSecret> => {
    const administrator = await signIn.administratorOf(request);
    const { name } = parseBody(newApiToken, request.body);
    void reply.code(201);
    return apiTokens.create(name, administrator);
  });

  server.delete<{ Params: { id: string } }>('/api/api-tokens/:id', async (request, reply) => {
    await signIn.administratorOf(request);
    if (!(await apiTokens.revoke(request.params.id))) {
      throw new Problem(404, 'apiTokenUnknown', 'There is no such token.');
    }
    return reply.code(204).send();
  });
}
