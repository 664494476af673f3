// How the end-to-end tests run: a real server, real Chromium and real Firefox (docs/decisions/0017).
import { defineConfig } from '@playwright/test';

/** Independent of the browser: these run in Chromium only. */
const CHROMIUM_ONLY = [
  // The staff's pages. In Firefox: creating, copying and joining a space (invitation), the audit log, sign-in by
  // OIDC.
  'colleagues',
  'markup',
  'newSpaceLobby',
  // Logic of the page itself.
  'entering',
  'guessing',
  'ghosts',
  // Behaviour of the server.
  'connection',
  'manyWorkers',
];

export default defineConfig({
  testDir: '.',
  testMatch: '*.spec.ts',
  testIgnore: 'campaign/**',
  // For tests of twenty seconds on a busy machine.
  timeout: 180_000,
  expect: { timeout: 30_000 },
  // Tests mostly wait, and a meeting of two costs half a core.
  workers: 3,
  forbidOnly: process.env['CI'] !== undefined,
  // For busy machines; `npm test` names tests that passed only on a retry.
  retries: process.env['CI'] === undefined ? 0 : 1,
  reporter: [['list']],
  outputDir: 'test-results',
  // A tag marks tests that would prove nothing more in the other browser.
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
