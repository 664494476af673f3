// What load balancers and supervisors ask: whether the process answers, and whether it can hold new meetings.
import type { FastifyInstance } from 'fastify';
import { queryOf } from '../../platform/urlQuery.ts';

/**
 * Neither asks the database: meetings go on without it, and a check that fails on every server at once would have a load
 * balancer end them.
 */
export function healthRoute(
  server: FastifyInstance,
  mediaWorkers: { readonly count: number },
  isDraining: () => boolean,
): void {
  // Restart the process when this does not answer.
  server.get('/health/live', () => ({ status: 'live' }));
  // Send nobody here while this is 503. `/health` is its older name. HAProxy would close what is open through a server that
  // merely drains, in the middle of its meetings' moves: with `?draining=404` (`http-check disable-on-404`) it does not.
  for (const path of ['/health', '/health/ready'])
    server.get(path, (request, reply) => {
      const { count } = mediaWorkers;
      const status = count === 0 ? 'noMediaWorker' : isDraining() ? 'draining' : 'ready';
      const whileDraining = queryOf(request)['draining'] === '404' ? 404 : 503;
      reply.code({ ready: 200, draining: whileDraining, noMediaWorker: 503 }[status]);
      return { status, mediaWorkers: count };
    });
}
