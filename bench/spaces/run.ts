// Measures the staff's list with 50 and with 5,000 spaces, in both databases, side by side: `npm run bench:spaces`.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { AccountWithPassword } from '@distansmote/shared/accountsApi.ts';
import { startPostgres } from '@distansmote/testkit/database/startPostgres.ts';
import { Api } from '@distansmote/testkit/server/api.ts';
import { ServerProcess } from '@distansmote/testkit/server/serverProcess.ts';
import { percentile } from '../join/statistics.ts';
import { cpuMicrosecondsOf } from '../load/cpuTime.ts';
import { fill } from './fill.ts';

const { values: options } = parseArgs({
  options: {
    rounds: { type: 'string', default: '300' },
    sizes: { type: 'string', default: '50,5000' },
  },
});
const rounds = Number(options.rounds);

/** What the page asks; the last is what it asked before, and other systems still do. */
const requests = {
  'first page': (api: Api) => api.ask('POST', '/api/spaces/search', { perPage: 20 }),
  'second page by name': (api: Api) =>
    api.ask('POST', '/api/spaces/search', { tab: 'all', sort: 'name', page: 2, perPage: 20 }),
  'search for a name': (api: Api) =>
    api.ask('POST', '/api/spaces/search', { tab: 'all', text: 'ÄNGEN 4', perPage: 20 }),
  'who is inside': (api: Api) => api.ask('GET', '/api/spaces/present'),
  'GET /api/spaces': (api: Api) => api.ask('GET', '/api/spaces'),
};

interface Peer {
  database: string;
  spaces: number;
  server: ServerProcess;
  staff: Api;
}

const postgres = await startPostgres();
const folders: string[] = [];
const peers: Peer[] = [];
for (const spaces of options.sizes.split(',').map(Number)) {
  for (const database of ['SQLite', 'PostgreSQL']) {
    const folder = mkdtempSync(join(tmpdir(), 'bench-spaces-'));
    folders.push(folder);
    const url = database === 'SQLite' ? undefined : await postgres.createDatabase();
    const server = await ServerProcess.start({
      settings: { DATA_DIR: folder, ...(url !== undefined && { DATABASE_URL: url }) },
    });
    const admin = await server.session();
    const account = { username: 'karin' };
    const { body } = await admin.ask<AccountWithPassword>('POST', '/api/accounts', account);
    await fill({ DATA_DIR: folder, DATABASE_URL: url }, body.account.id, spaces);
    const staff = await Api.signIn(server, 'karin', body.password);
    peers.push({ database, spaces, server, staff });
  }
}

const rows = Object.entries(requests).flatMap(([request, ask]) =>
  peers.map((peer) => ({ request, ask, peer, ms: [] as number[], cpu: 0, bytes: 0 })),
);
for (const name of Object.keys(requests)) {
  const asked = rows.filter(({ request }) => request === name);
  // In turn, so that what else the machine does meets them all.
  for (let round = -10; round < rounds; round += 1) {
    for (const row of asked) {
      const { staff, server } = row.peer;
      const cpu = cpuMicrosecondsOf(server.pid);
      const at = performance.now();
      const { status, body } = await row.ask(staff);
      if (status !== 200) throw new Error(`${name}: ${status}`);
      if (round < 0) continue;
      row.ms.push(performance.now() - at);
      row.cpu += cpuMicrosecondsOf(server.pid) - cpu;
      row.bytes = Buffer.byteLength(JSON.stringify(body));
    }
  }
}
for (const { server } of peers) await server.stop();
await postgres.stop();
for (const folder of folders) rmSync(folder, { recursive: true, force: true });

console.table(
  rows.map(({ request, peer, ms, cpu, bytes }) => ({
    request,
    database: peer.database,
    spaces: peer.spaces,
    'requests a second': Math.round((1000 * ms.length) / ms.reduce((sum, one) => sum + one, 0)),
    'median, ms': Number(percentile(ms, 0.5).toFixed(2)),
    'p95, ms': Number(percentile(ms, 0.95).toFixed(2)),
    // Of our own process; PostgreSQL's is not in it.
    'CPU, ms': Number((cpu / 1000 / ms.length).toFixed(2)),
    bytes,
  })),
);
