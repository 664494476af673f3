// A server that the database does not answer says so at once, so that a load balancer can ask another one.
import type { FastifyInstance } from 'fastify';
import { Problem } from '../http/problem.ts';

/** Of the API, which does nothing without the database. Meetings go on, and so do their sockets. */
export function refuseWhileCutOff(
  server: FastifyInstance,
  beatHealth: { readonly isCutOff: boolean },
): void {
  server.addHook('onRequest', async ({ url }) => {
    if (url.startsWith('/api/') && beatHealth.isCutOff)
      throw new Problem(503, 'databaseUnreachable', 'The database does not answer now.', 1);
  });
}
