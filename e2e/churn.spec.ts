// Out of the meeting and in again, once for each mixture of what is sent; fifty times in `npm run campaign -- lines`.
import { ALL_MIXTURES, leaveAndJoin } from './support/leaveAndJoin.ts';
import { test } from './support/test.ts';

// Chromium never had the trouble.
test(
  'leaving and joining leaves not one dead transport',
  { tag: '@firefox-only' },
  async ({ server, person }) => {
    await leaveAndJoin(ALL_MIXTURES, server, person);
  },
);
