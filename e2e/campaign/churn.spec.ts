// Leaves and rejoins fifty times, with microphone, camera and screen in every combination: no transport stays dead.
import { leaveAndJoin } from '../support/leaveAndJoin.ts';
import { test } from '../support/test.ts';

// Chromium never had the problem, and takes long.
test(
  'fifty leaves and joins leave not one dead transport',
  { tag: '@firefox-only' },
  async ({ server, person }) => {
    test.setTimeout(600_000);
    await leaveAndJoin(50, server, person);
  },
);
