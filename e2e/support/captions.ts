// A server whose meetings can have captions, and the real server that recognises what is said in them: tones, as words.
import { startVoskServer, type VoskServer } from '@distansmote/testkit/captions/voskServer.ts';
import { freePort } from '@distansmote/testkit/network/ports.ts';
import { ServerProcess } from '@distansmote/testkit/server/serverProcess.ts';
import type { Page } from '@playwright/test';
import { phoneSettings, test as base } from './telephones.ts';

export const test = base.extend<object, { vosk: VoskServer }>({
  vosk: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads the fixture's needs off the pattern.
    async ({}, use) => {
      const vosk = await startVoskServer();
      await use(vosk);
      await vosk.stop();
    },
    { scope: 'worker' },
  ],
  server: [
    async ({ sipPort, vosk }, use) => {
      const settings = { ...phoneSettings(sipPort), CAPTIONS_URL: vosk.url };
      const server = await ServerProcess.start({ settings });
      await use(server);
      await server.stop();
    },
    { scope: 'worker' },
  ],
  // oxlint-disable-next-line no-empty-pattern -- as above
  sipPort: [async ({}, use) => use(await freePort()), { scope: 'worker' }],
});

/** What is said, as a page shows it. */
export const captionsOf = (page: Page) => page.getByRole('region', { name: 'Textning' });
