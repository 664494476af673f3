// What Prometheus reads, for whoever has METRICS_TOKEN; without that setting there is nothing here.
import type { FastifyInstance } from 'fastify';
import { guesserOf } from '../../platform/clientAddress.ts';
import { createFailureBudget } from '../../guessing/failureBudget.ts';
import { isSameSecret } from '../../platform/timingSafe.ts';
import type { ServerMetrics } from '../../metrics/serverMetrics.ts';
import { bearerOf } from '../signIn/bearerToken.ts';
import { nothingHere, Problem } from '../problem.ts';

const PATH = '/metrics';

/** @param metrics undefined where nothing is measured. */
export function metricsRoute(
  server: FastifyInstance,
  { token, metrics }: { token: string | undefined; metrics: ServerMetrics | undefined },
): void {
  if (token === undefined || metrics === undefined) {
    // Else it would be an address of the client, and Prometheus would be given its page.
    server.get(PATH, () => {
      throw nothingHere();
    });
    return;
  }
  const guesses = createFailureBudget(20, 60);

  server.addHook('onResponse', async ({ method, routeOptions }, { statusCode }) => {
    metrics.httpAnswered(method, routeOptions.url, statusCode);
  });

  server.get(PATH, async (request, reply) => {
    const bearer = bearerOf(request);
    const isRight =
      bearer !== undefined &&
      (await guesses.attempt(guesserOf(request.ip), async () =>
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
