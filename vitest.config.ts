// The lanes of the tests that need no browser; those that do are Playwright's, in e2e.
import { configDefaults, defineConfig } from 'vitest/config';

const EVERY_TEST = ['**/*.test.{ts,mjs}'];

// Everything that starts a process, a thread or a media worker, or that measures one.
const INTEGRATION = [
  'server/test/**/*.test.ts',
  'bench/**/{campaign,load}.test.ts',
  'scripts/{compiled,dev,runAs,server,together,tool}.test.mjs',
  'scripts/worker/prebuilt.test.mjs',
];

// Everything that keeps something in the database also runs on PostgreSQL.
const DATABASE = [
  'accountAdministration',
  'accounts',
  'auditLog',
  'backup',
  'callIds',
  'durability',
  'spaceStore',
  'storage',
].map((name) => `server/test/${name}.test.ts`);

const exclude = [...configDefaults.exclude, 'e2e/**', '**/dist/**'];

export default defineConfig({
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: EVERY_TEST,
          exclude: [...exclude, ...INTEGRATION],
          // Pure tests share two processes: a third of the time goes into starting one for each file.
          isolate: false,
        },
      },
      { extends: true, test: { name: 'integration', include: INTEGRATION, exclude } },
      {
        extends: true,
        test: { name: 'PostgreSQL', include: DATABASE, env: { TEST_DATABASE: 'PostgreSQL' } },
      },
    ],
    pool: 'forks',
    // Each file of the server's runs a media worker of its own.
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 30_000,
    // Real processes on a machine that others load as well; `npm test` names what needed the second try. None has what
    // draws by chance: there, once is a finding.
    retry: process.env['CI'] === undefined ? 0 : 1,
  },
});
