// All unit and server tests; those in browsers are Playwright's, in e2e.
import { configDefaults, defineConfig } from 'vitest/config';

// What keeps something in the database: these run once on each (placeOfTest in server/test/support/databases.ts).
const STORES = [
  'accountAdministration',
  'accounts',
  'auditLog',
  'backup',
  'callIds',
  'durability',
  'spaceStore',
  'storage',
].map((name) => `server/test/${name}.test.ts`);

export default defineConfig({
  test: {
    exclude: [...configDefaults.exclude, 'e2e/**', '**/dist/**'],
    projects: [
      { extends: true, test: { name: 'SQLite', include: ['**/*.test.{ts,mjs}'] } },
      {
        extends: true,
        test: { name: 'PostgreSQL', include: STORES, env: { TEST_DATABASE: 'PostgreSQL' } },
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
