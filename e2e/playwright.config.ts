// How the end-to-end tests run: real server, and the whole suite twice, in real Chromium and in real Firefox.
import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: '.',
  testMatch: '*.spec.ts',
  timeout: 90_000,
  expect: { timeout: 20_000 },
  // Each has its own server and browsers. Most of a test is waiting; a third would starve encoders.
  workers: 2,
  forbidOnly: process.env['CI'] !== undefined,
  // On a machine that others load as well; `npm test` names what passed at a second try only.
  retries: process.env['CI'] === undefined ? 0 : 1,
  reporter: [['list']],
  outputDir: 'test-results',
  // A test that can tell nothing more in the other browser says so by its tag, and why.
  projects: [
    { name: 'chromium', use: { browserName: 'chromium' }, grepInvert: /@firefox-only/ },
    { name: 'firefox', use: { browserName: 'firefox' }, grepInvert: /@chromium-only/ },
  ],
});
