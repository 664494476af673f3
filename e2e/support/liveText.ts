// Direkttext by what is seen of it.
import { expect, type Page } from '@playwright/test';
import type { ServerProcess } from '@distansmote/testkit/server/serverProcess.ts';
import { connectByLink, countButton } from './meeting.ts';

export const textButton = (page: Page) => page.getByRole('button', { name: /^Direkttext/ });
export const textArea = (page: Page) => page.getByRole('region', { name: 'Direkttext' });
export const field = (page: Page) => page.getByLabel('Skriv direkttext');
export const log = (page: Page) => textArea(page).getByRole('log');
/** What somebody's line is at. */
export const live = (page: Page, name: string) =>
  textArea(page).locator('.live-line.is-live', { hasText: name }).locator('.live-line-text');

/** Before the page is opened: on a busy machine a rest might end a line that the test is still looking at. */
export const neverRests = (page: Page) =>
  page.addInitScript(() => {
    // Pages that have no origin yet have no storage either.
    if (location.protocol.startsWith('http')) localStorage.setItem('liveTextRests', 'no');
  });

export async function openText(page: Page): Promise<void> {
  await textButton(page).click();
  await expect(field(page)).toBeVisible();
}

/** Karin and Lars (in Chromium, for the machine's sake) in a meeting; no rest ends their lines. */
export async function meetToWrite(
  server: ServerProcess,
  person: (options?: { browser?: 'chromium' }) => Promise<Page>,
): Promise<{ callId: string; karin: Page; lars: Page }> {
  const { callId } = await server.createSpace('Direkttext');
  const karin = await person();
  const lars = await person({ browser: 'chromium' });
  for (const page of [karin, lars]) await neverRests(page);
  await connectByLink(karin, callId, 'Karin');
  await connectByLink(lars, callId, 'Lars');
  await expect(countButton(karin, 2)).toBeVisible();
  return { callId, karin, lars };
}
