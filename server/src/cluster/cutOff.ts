// A server that the database does not answer says so at once, so that a load balancer can ask another one.
import type { FastifyInstance } from 'fastify';
import { Problem } from '../http/problem.ts';

/** Five beats, as long as others take to judge it dead: on a machine that is merely busy, some come late. */
const CUT_OFF_AFTER_MS = 5_000;

/** @param beatAgeMs since the latest beat that has reached the database. */
export const isCutOff = ({ beatAgeMs }: { readonly beatAgeMs: number }): boolean =>
  beatAgeMs > CUT_OFF_AFTER_MS;

/** Of the API, which does nothing without the database. Meetings go on, and so do their sockets. */
export function refuseWhileCutOff(
  server: FastifyInstance,
  cluster: { readonly beatAgeMs: number },
): void {
  server.addHook('onRequest', async ({ url }) => {
    if (url.startsWith('/api/') && isCutOff(cluster))
      throw new Problem(503, 'databaseUnreachable', 'The database does not answer now.', 1);
  });
}
