// Colleagues who lead a space's meetings as well, over HTTP: found, added, taken away.
import { type Colleague, colleagueSearch, newConvener } from '@distansmote/shared/httpApi.ts';
import type { FastifyInstance } from 'fastify';
import { spellUsername } from '../accounts/accountStore.ts';
import { byCaller } from '../audit/actors.ts';
import type { AuditLog } from '../audit/auditLog.ts';
import type { Conveners } from '../spaces/conveners.ts';
import { parseBody } from './parseBody.ts';
import { Problem } from './problem.ts';
import type { SignIn } from './sessionRoutes.ts';
import type { OwnSpace } from './spaceAccess.ts';

export interface ConvenerRoutesParts {
  conveners: Conveners;
  ownSpace: OwnSpace;
  signIn: SignIn;
  audit: AuditLog;
}

export function convenerRoutes(server: FastifyInstance, parts: ConvenerRoutesParts): void {
  const { conveners, ownSpace, signIn, audit } = parts;

  server.get<{ Params: { id: string } }>('/api/spaces/:id/conveners', async (request) =>
    conveners.of((await ownSpace(request, 'read')).space.id),
  );

  server.post<{ Params: { id: string } }>(
    '/api/spaces/:id/conveners',
    async (request): Promise<Colleague[]> => {
      const { space, caller } = await ownSpace(request, 'manage');
      const { username } = parseBody(newConvener, request.body);
      switch (await conveners.add(space.id, username)) {
        case 'accountUnknown':
          throw new Problem(404, 'accountUnknown', 'No open account has that username.');
        case 'tooMany':
          throw new Problem(409, 'tooMany', 'The space has as many conveners as it may have.');
        case 'added': {
          const about = spellUsername(username);
          await audit.note({ deed: 'convenerAdded', by: byCaller(caller), space, about });
          return conveners.of(space.id);
        }
      }
    },
  );

  server.delete<{ Params: { id: string; accountId: string } }>(
    '/api/spaces/:id/conveners/:accountId',
    async (request, reply) => {
      const { space, caller } = await ownSpace(request, 'manage');
      const { accountId } = request.params;
      const former = (await conveners.of(space.id)).find(({ id }) => id === accountId);
      await conveners.remove(space.id, accountId);
      if (former !== undefined) {
        const about = former.username;
        await audit.note({ deed: 'convenerRemoved', by: byCaller(caller), space, about });
      }
      return reply.code(204).send();
    },
  );

  server.get<{ Querystring: { search?: unknown } }>(
    '/api/colleagues',
    async (request): Promise<Colleague[]> => {
      await signIn.callerOf(request, 'manage');
      const letters = colleagueSearch.safeParse(request.query.search);
      if (!letters.success) throw new Problem(400, 'invalid', 'search: two letters at least.');
      return conveners.search(letters.data);
    },
  );
}
