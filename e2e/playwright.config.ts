// How the end-to-end tests run: a real server, real Chromium and real Firefox (docs/decisions/0017).
import { defineConfig } from '@playwright/test';

/** Nothing in these depends on the browser: they run in Chromium alone. */
const CHROMIUM_ONLY = [
  // The staff's pages. In Firefox: a space made, copied and entered (invitation), the audit log, signing in by OIDC.
  'colleagues',
  'markup',
  'newSpaceLobby',
  // The page's own steps.
  'entering',
  'guessing',
  'ghosts',
  // What the server does.
  'connection',
  'manyWorkers',
];

export default defineConfig({
  testDir: '.',
  testMatch: '*.spec.ts',
  testIgnore: 'campaign/**',
  // Of a test that takes twenty seconds, where others load the machine as well.
  timeout: 180_000,
  expect: { timeout: 30_000 },
  // Most of a test is waiting, and a meeting of two costs half a core.
  workers: 3,
  forbidOnly: process.env['CI'] !== undefined,
  // On a machine that others load as well; `npm test` names what passed at a second try only.
  retries: process.env['CI'] === undefined ? 0 : 1,
  reporter: [['list']],
  outputDir: 'test-results',
  // A test that can tell nothing more in the other browser says so by its tag.
  projects: [
    { name: 'chromium', use: { browserName: 'chromium' }, grepInvert: /@firefox-only/ },
    {
      name: 'firefox',
      use: { browserName: 'firefox' },
      grepInvert: /@chromium-only/,
      testIgnore: ['campaign/**', ...CHROMIUM_ONLY.map((name) => `${name}.spec.ts`)],
    },
  ],
});
