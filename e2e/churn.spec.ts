// Leaves and rejoins, once for each combination of tracks; fifty times in `npm run campaign -- lines`.
import { ALL_MIXTURES, leaveAndJoin } from './support/leaveAndJoin.ts';
import { test } from './support/test.ts';

// Chromium never had the problem.
test(
  'leaving and joining leaves not one dead transport',
  { tag: '@firefox-only' },
  async ({ server, person }) => {
    await leaveAndJoin(ALL_MIXTURES, server, person);
  },
);
