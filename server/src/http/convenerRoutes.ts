// Colleagues who lead a space's meetings as well, over HTTP: found, added, taken away.
import { type Colleague, colleagueSearch, newConvener } from '@distansmote/shared/httpApi.ts';
import type { FastifyInstance } from 'fastify';
import type { Conveners } from '../spaces/conveners.ts';
import { parseBody } from './parseBody.ts';
import { Problem } from './problem.ts';
import type { SignIn } from './sessionRoutes.ts';
import type { OwnSpace } from './spaceAccess.ts';

export interface ConvenerRoutesParts {
  conveners: Conveners;
  ownSpace: OwnSpace;
  signIn: SignIn;
}

export function convenerRoutes(server: FastifyInstance, parts: ConvenerRoutesParts): void {
  const { conveners, ownSpace, signIn } = parts;

  server.get<{ Params: { id: string } }>('/api/spaces/:id/conveners', async (request) =>
    conveners.of((await ownSpace(request)).id),
  );

  server.post<{ Params: { id: string } }>(
    '/api/spaces/:id/conveners',
    async (request): Promise<Colleague[]> => {
      const { id } = await ownSpace(request);
      const { username } = parseBody(newConvener, request.body);
      switch (await conveners.add(id, username)) {
        case 'accountUnknown':
          throw new Problem(404, 'accountUnknown', 'No open account has that username.');
        case 'tooMany':
          throw new Problem(409, 'tooMany', 'The space has as many conveners as it may have.');
        case 'added':
          return conveners.of(id);
      }
    },
  );

  server.delete<{ Params: { id: string; accountId: string } }>(
    '/api/spaces/:id/conveners/:accountId',
    async (request, reply) => {
      await conveners.remove((await ownSpace(request)).id, request.params.accountId);
      return reply.code(204).send();
    },
  );

  server.get<{ Querystring: { search?: unknown } }>(
    '/api/colleagues',
    async (request): Promise<Colleague[]> => {
      await signIn.callerOf(request);
      const letters = colleagueSearch.safeParse(request.query.search);
      if (!letters.success) throw new Problem(400, 'invalid', 'search: two letters at least.');
      return conveners.search(letters.data);
    },
  );
}
