// What load balancers and supervisors ask: whether the process answers, and whether it can hold new meetings.
import type { FastifyInstance } from 'fastify';

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
  // Send nobody here while this is 503. `/health` is its older name.
  for (const path of ['/health', '/health/ready'])
    server.get(path, (_request, reply) => {
      const { count } = mediaWorkers;
      const status = count === 0 ? 'noMediaWorker' : isDraining() ? 'draining' : 'ready';
      reply.code(status === 'ready' ? 200 : 503);
      return { status, mediaWorkers: count };
    });
}
