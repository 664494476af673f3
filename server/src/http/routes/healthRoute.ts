// What load balancers and supervisors ask: whether the process answers, and whether it can hold meetings.
import type { FastifyInstance } from 'fastify';

/**
 * Neither asks the database: meetings go on without it, and a check that fails on every server at once would have a load
 * balancer end them.
 */
export function healthRoute(
  server: FastifyInstance,
  mediaWorkers: { readonly count: number },
): void {
  // Restart the process when this does not answer.
  server.get('/health/live', () => ({ status: 'live' }));
  // Send nobody here while this is 503. `/health` is its older name.
  for (const path of ['/health', '/health/ready'])
    server.get(path, (_request, reply) => {
      const isReady = mediaWorkers.count > 0;
      reply.code(isReady ? 200 : 503);
      return { status: isReady ? 'ready' : 'noMediaWorker', mediaWorkers: mediaWorkers.count };
    });
}
