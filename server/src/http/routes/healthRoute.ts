// Whether the service can hold meetings, for load balancers and supervisors.
import type { FastifyInstance } from 'fastify';

export function healthRoute(
  server: FastifyInstance,
  mediaWorkers: { readonly count: number },
): void {
  server.get('/health', (_request, reply) => {
    const isReady = mediaWorkers.count > 0;
    reply.code(isReady ? 200 : 503);
    return { status: isReady ? 'ready' : 'noMediaWorker', mediaWorkers: mediaWorkers.count };
  });
}
