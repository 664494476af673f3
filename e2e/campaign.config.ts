// What `npm run campaign -- lines` runs: tests whose verdict needs chance or patience, with the whole machine for each.
import { defineConfig } from '@playwright/test';
import suite from './playwright.config.ts';

export default defineConfig({
  ...suite,
  testDir: 'campaign',
  testIgnore: [],
  projects: (suite.projects ?? []).map((project) => ({ ...project, testIgnore: [] })),
  workers: 1,
});
