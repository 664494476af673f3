// The test function for people who are in another network than the service, behind a firewall.
import { makeNearAndFar, type NearAndFar } from '@distansmote/testkit/network/nearAndFar.ts';
import { test as base } from './test.ts';

export const test = base.extend<object, { beyond: NearAndFar }>({
  beyond: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads the fixture's needs off the pattern.
    async ({}, use) => {
      const beyond = await makeNearAndFar();
      await use(beyond);
      await beyond.remove();
    },
    { scope: 'worker' },
  ],
});
