// The test function of this suite: a server per file, and pages that record their connections.
import {
  type Browser,
  type BrowserContextOptions,
  type Page,
  type Request,
  test as base,
} from '@playwright/test';
import {
  type BrowserName,
  type BrowserOptions,
  launchBrowser,
} from '@distansmote/testkit/browser/launchBrowser.ts';
import { type Desktop, startDesktop } from '@distansmote/testkit/browser/desktop.ts';
import { recordConnections } from './mediaProof.ts';
import { ServerProcess } from '@distansmote/testkit/server/serverProcess.ts';

const NAVIGATION_MS = 40_000;
/**
 * Each is encoded in three layers, on the cores that tests share: at ten frames a second a meeting costs half as much
 * again.
 */
const FRAMES_PER_SECOND = 5;

interface PersonOptions
  extends
    BrowserContextOptions,
    Pick<
      BrowserOptions,
      'permission' | 'voice' | 'isShown' | 'program' | 'downloadsPath' | 'keepsPages'
    > {
  /** The browser that the suite runs for, unless given. */
  browser?: BrowserName;
}

interface TestFixtures {
  /** A new person: a page in its own browser context. Fails the test on an uncaught error in it. */
  person: (options?: PersonOptions) => Promise<Page>;
}

interface WorkerFixtures {
  server: ServerProcess;
  /** Browsers are started once per set of options, and reused by later tests. */
  browsers: (name: BrowserName, options: BrowserOptions) => Promise<Browser>;
}

export const test = base.extend<TestFixtures, WorkerFixtures>({
  server: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads the fixture's needs off the pattern.
    async ({}, use) => {
      const server = await ServerProcess.start();
      await use(server);
      await server.stop();
    },
    { scope: 'worker' },
  ],
  browsers: [
    // oxlint-disable-next-line no-empty-pattern -- as above
    async ({}, use) => {
      const open = new Map<string, Promise<Browser>>();
      let desktop: Promise<Desktop> | undefined;
      await use(async (name, options) => {
        if (name === 'firefox') desktop ??= startDesktop();
        const env = (await desktop)?.env;
        const key = JSON.stringify([name, options]);
        const browser = open.get(key) ?? launchBrowser(name, { ...options, ...(env && { env }) });
        open.set(key, browser);
        return browser;
      });
      for (const browser of open.values()) await (await browser).close();
      await (await desktop)?.stop();
    },
    { scope: 'worker' },
  ],
  person: async ({ browserName, browsers, server }, use, testInfo) => {
    const pages: Page[] = [];
    const errors: Error[] = [];
    await use(
      async ({
        browser: asked,
        permission,
        voice,
        isShown,
        program,
        downloadsPath,
        colorScheme,
        keepsPages,
        ...options
      } = {}) => {
        const name = asked ?? (browserName as BrowserName);
        const browser = await browsers(name, {
          framesPerSecond: FRAMES_PER_SECOND,
          ...(permission && { permission }),
          ...(isShown && { isShown }),
          ...(program !== undefined && { program }),
          ...(downloadsPath !== undefined && { downloadsPath }),
          ...(voice !== undefined && { voice }),
          ...(keepsPages && { keepsPages }),
          // Chromium takes the colour scheme per page, Firefox at start.
          ...(name === 'firefox' && colorScheme === 'dark' && { colorScheme }),
        });
        const context = await browser.newContext({
          baseURL: server.url,
          locale: 'sv-SE',
          viewport: { width: 1280, height: 800 },
          ...options,
          ...(name === 'chromium' && colorScheme && { colorScheme }),
        });
        // Once, for no known reason, a browser hung on its first page until the test timed out.
        context.setDefaultNavigationTimeout(NAVIGATION_MS);
        await context.addInitScript(recordConnections);
        const page = await context.newPage();
        noteUnanswered(page);
        page.on('pageerror', (error) => {
          if (!isOnlySaid(error)) errors.push(error);
        });
        pages.push(page);
        return page;
      },
    );
    if (testInfo.status !== testInfo.expectedStatus)
      for (const page of pages) await sayWhatIsSeen(page);
    for (const page of pages) await page.context().close();
    if (errors[0] !== undefined) throw errors[0];
  },
});

const unanswered = new WeakMap<Page, Map<Request, number>>();

/** Records the page's pending requests, and since when. */
function noteUnanswered(page: Page): void {
  const open = new Map<Request, number>();
  unanswered.set(page, open);
  page.on('request', (request) => open.set(request, performance.now()));
  page.on('requestfinished', (request) => open.delete(request));
  page.on('requestfailed', (request) => open.delete(request));
}

/**
 * Describes every person's page when the test failed, and its pending requests: Playwright itself reports only one of
 * them.
 */
async function sayWhatIsSeen(page: Page): Promise<void> {
  const words = await page
    .locator('body')
    .innerText({ timeout: 2_000 })
    .catch((error: unknown) => String(error).split('\n')[0]);
  console.error(`${new URL(page.url()).pathname}: ${words?.replaceAll('\n', ' | ').slice(0, 400)}`);
  for (const [request, sinceMs] of unanswered.get(page) ?? []) {
    const seconds = Math.round((performance.now() - sinceMs) / 1_000);
    console.error(`  waits since ${seconds} s for ${request.method()} ${request.url()}`);
  }
}

/** Firefox reports unreachable WebSockets, media and fonts, and requests blocked by CORS, as uncaught errors. */
function isOnlySaid({ name, message }: Error): boolean {
  // Playwright takes what stands before a colon for the name.
  return /Firefox can’t establish a connection|The connection to wss?:|ICE failed, add a STUN server|downloadable font: download failed|The Same Origin Policy disallows/.test(
    `${name}: ${message}`,
  );
}

export { expect } from '@playwright/test';
