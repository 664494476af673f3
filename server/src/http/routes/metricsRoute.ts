// Metrics for Prometheus, to clients that send METRICS_TOKEN; without that setting, 404.
import type { FastifyInstance } from 'fastify';
import { guessKey } from '../../platform/clientAddress.ts';
import { createFailureBudget } from '../../guessing/failureBudget.ts';
import { countInMemory } from '../../guessing/memoryCounts.ts';
import { isSameSecret } from '../../platform/timingSafe.ts';
import type { ServerMetrics } from '../../metrics/serverMetrics.ts';
import { bearerOf } from '../signIn/bearerToken.ts';
import { nothingHere, Problem } from '../problem.ts';

const PATH = '/metrics';

/** @param metrics undefined when metrics are off. */
export function metricsRoute(
  server: FastifyInstance,
  { token, metrics }: { token: string | undefined; metrics: ServerMetrics | undefined },
): void {
  if (token === undefined || metrics === undefined) {
    // Otherwise the client's page would be served here, and Prometheus would try to parse it.
    server.get(PATH, () => {
      throw nothingHere();
    });
    return;
  }
  // Also in a cluster: metrics are wanted most while the database does not answer.
  const guesses = createFailureBudget(countInMemory('METRICS_TOKEN', 60), 20);

  server.addHook('onResponse', async ({ method, routeOptions }, { statusCode }) => {
    metrics.httpAnswered(method, routeOptions.url, statusCode);
  });

  server.get(PATH, async (request, reply) => {
    const bearer = bearerOf(request);
    const isRight =
      bearer !== undefined &&
      (await guesses.attempt(guessKey(request.ip), async () =>
        isSameSecret(bearer, token) ? true : undefined,
      )) === true;
    if (!isRight) {
      void reply.header('WWW-Authenticate', 'Bearer');
      throw new Problem(401, 'notSignedIn', 'Send METRICS_TOKEN as the bearer token.');
    }
    return reply
      .type(metrics.contentType)
      .header('Cache-Control', 'no-store')
      .send(await metrics.text());
  });
}
