// Tests run by `npm run campaign -- lines`: they need many tries or much time, and each the whole machine.
import { defineConfig } from '@playwright/test';
import suite from './playwright.config.ts';

export default defineConfig({
  ...suite,
  testDir: 'campaign',
  testIgnore: [],
  projects: (suite.projects ?? []).map((project) => ({ ...project, testIgnore: [] })),
  workers: 1,
});
