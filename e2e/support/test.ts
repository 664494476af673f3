// The test function of this suite: a server for each file, and pages that record their connections.
import {
  type Browser,
  type BrowserContextOptions,
  type Page,
  test as base,
} from '@playwright/test';
import { type BrowserName, launchBrowser } from './browsers.ts';
import { recordConnections } from './mediaProof.ts';
import { startTestServer, type TestServer } from './testServer.ts';

interface TestFixtures {
  /** A new person: a page in a browser context of its own. Fails the test on an uncaught error in it. */
  person: (browser?: BrowserName, options?: BrowserContextOptions) => Promise<Page>;
}

interface WorkerFixtures {
  server: TestServer;
  browsers: (name: BrowserName) => Promise<Browser>;
}

export const test = base.extend<TestFixtures, WorkerFixtures>({
  server: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads the fixture's needs off the pattern.
    async ({}, use) => {
      const server = await startTestServer();
      await use(server);
      await server.stop();
    },
    { scope: 'worker' },
  ],
  browsers: [
    // oxlint-disable-next-line no-empty-pattern -- as above
    async ({}, use) => {
      const open = new Map<BrowserName, Promise<Browser>>();
      await use((name) => {
        const browser = open.get(name) ?? launchBrowser(name);
        open.set(name, browser);
        return browser;
      });
      for (const browser of open.values()) await (await browser).close();
    },
    { scope: 'worker' },
  ],
  person: async ({ browsers, server }, use) => {
    const pages: Page[] = [];
    const errors: Error[] = [];
    await use(async (name = 'chromium', options = {}) => {
      const browser = await browsers(name);
      const context = await browser.newContext({
        baseURL: server.url,
        locale: 'sv-SE',
        viewport: { width: 1280, height: 800 },
        ...options,
      });
      await context.addInitScript(recordConnections);
      const page = await context.newPage();
      page.on('pageerror', (error) => errors.push(error));
      pages.push(page);
      return page;
    });
    for (const page of pages) await page.context().close();
    if (errors[0] !== undefined) throw errors[0];
  },
});

export { expect } from '@playwright/test';
