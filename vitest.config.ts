// All unit and server tests; those in browsers are Playwright's, in e2e.
import { configDefaults, defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['**/*.test.{ts,mjs}'],
    exclude: [...configDefaults.exclude, 'e2e/**', '**/dist/**'],
    pool: 'forks',
    // Each file of the server's runs a media worker of its own.
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 30_000,
  },
});
