// What a look-up costs where failures are counted for all nodes of a cluster, beside one server that counts in memory: both on one
// PostgreSQL, asked in turn.
import { freePort } from '@distansmote/testkit/network/ports.ts';
import { startPostgres } from '@distansmote/testkit/database/startPostgres.ts';
import { median, percentile } from '../join/statistics.ts';
import { byHttp } from './ask.ts';
import { startServer } from './startServer.ts';

export async function compareSharedCounts(rounds: number, spaceCount: number): Promise<void> {
  const postgres = await startPostgres();
  const port = String(await freePort());
  const alone = await startServer(spaceCount, false, {
    DATABASE_URL: await postgres.createDatabase(),
  });
  const node = await startServer(spaceCount, false, {
    DATABASE_URL: await postgres.createDatabase(),
    PORT: port,
    CLUSTER_ADDRESS: `http://127.0.0.1:${port}`,
    CLUSTER_SECRET: 'only for this measurement, and long enough',
  });
  const servers = { 'in memory': alone, 'shared by nodes': node };
  const times = new Map<string, number[]>();
  try {
    for (let round = -Math.ceil(rounds / 10); round < rounds; round += 1) {
      for (const [name, server] of Object.entries(servers)) {
        const inTurn = Math.abs(round) % server.existing.length;
        const unknown = String(100_000_000 + Math.floor(Math.random() * 900_000_000));
        for (const [kind, callId] of [
          ['right', server.existing[inTurn]],
          ['wrong', unknown],
        ] as const) {
          const tookMs = await byHttp(server.port, callId);
          const key = `${kind} number, counts ${name}`;
          if (round < 0) continue;
          const each = times.get(key) ?? [];
          times.set(key, each);
          each.push(tookMs);
        }
      }
    }
    console.log('Look-ups over HTTP, each by a stranger, milliseconds');
    console.table(
      Object.fromEntries(
        [...times].map(([key, each]) => [
          key,
          {
            answers: each.length,
            p5: percentile(each, 0.05).toFixed(2),
            median: median(each).toFixed(2),
            p95: percentile(each, 0.95).toFixed(2),
          },
        ]),
      ),
    );
  } finally {
    await Promise.all([alone.stop(), node.stop()]);
    await postgres.stop();
  }
}
