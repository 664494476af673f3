// How the end-to-end tests run: real server, real Chromium, real Firefox, one test at a time.
import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: '.',
  testMatch: '*.spec.ts',
  timeout: 90_000,
  expect: { timeout: 20_000 },
  // Two cores: a second test at the same time would starve the first one's encoders.
  workers: 1,
  forbidOnly: process.env['CI'] !== undefined,
  // On a machine that others load as well; `npm test` names what passed at a second try only.
  retries: process.env['CI'] === undefined ? 0 : 1,
  reporter: [['list']],
  outputDir: 'test-results',
});
