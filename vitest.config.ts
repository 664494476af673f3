// The lanes of the tests that need no browser; those that do are Playwright's, in e2e.
import { configDefaults, defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

const EVERY_TEST = ['**/*.test.{ts,mjs}'];

// Everything that starts a process, a thread or a media worker, or that measures one.
const INTEGRATION = [
  'client/src/platform/signallingClient.test.ts',
  'server/test/**/*.test.ts',
  'bench/**/{campaign,load}.test.ts',
  'testkit/{cluster,room}/*.test.ts',
  'scripts/{compiled,dev,runAs,server,together,tool}.test.mjs',
  'scripts/worker/prebuilt.test.mjs',
];

// Everything that keeps something in the database also runs on PostgreSQL.
const DATABASE = [
  'accessibilityReports',
  'accountAdministration',
  'accounts',
  'attendance',
  'auditLog',
  'backup',
  'callIds',
  'durability',
  'peopleToRing',
  'spaceList',
  'spaceStore',
  'storage',
  'voidPasses',
].map((name) => `server/test/${name}.test.ts`);

// They begin first, so that none of them is alone at the end.
const LONGEST = ['telephones', 'startAndStop', 'campaign', 'durability', 'audioThread'];

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isLong = ({ moduleId }: TestSpecification) =>
      LONGEST.some((name) => moduleId.endsWith(`/${name}.test.ts`));
    const sorted = await super.sort(files);
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}

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
    // Half of the time of the integration tests is spent waiting: for sound, for processes, for what must not come.
    maxWorkers: 3,
    // Of the tests of one file that say so.
    maxConcurrency: 2,
    sequence: { sequencer: LongestFirst },
    testTimeout: 30_000,
    hookTimeout: 30_000,
    // Real processes on a machine that others load as well; `npm test` names what needed the second try. None has what
    // draws by chance: there, once is a finding.
    retry: process.env['CI'] === undefined ? 0 : 1,
  },
});
