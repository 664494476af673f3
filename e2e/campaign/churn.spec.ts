// Fifty times out of the meeting and in again, with microphone, camera and screen in every mixture: no transport dies.
import { leaveAndJoin } from '../support/leaveAndJoin.ts';
import { test } from '../support/test.ts';

// Chromium never had the trouble, and it takes its time.
test(
  'fifty leaves and joins leave not one dead transport',
  { tag: '@firefox-only' },
  async ({ server, person }) => {
    test.setTimeout(600_000);
    await leaveAndJoin(50, server, person);
  },
);
