// How the scenes of the pages outside the meeting get there.
import type { Page } from '@playwright/test';
import { leaveButton } from '../../support/meeting.ts';

/** For states that look alike at the sizes between. */
export const TWO_SIZES = ['1280x800', '390x844'] as const;

export const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

export async function join(page: Page, callId: string, name: string): Promise<void> {
  await page.goto(`/meeting/${callId}`);
  await page.getByLabel('Namn', { exact: true }).fill(name);
  await button(page, 'Anslut').click();
}

export async function joinAndLeave(page: Page, callId: string, name: string): Promise<void> {
  await join(page, callId, name);
  await leaveButton(page).click();
  const heading = page.getByRole('heading', { name: 'Du har lämnat mötet' });
  // Who leads it is asked whether it should end for everybody.
  const leaveOnly = button(page, 'Lämna');
  await heading.or(leaveOnly).waitFor();
  if (await leaveOnly.isVisible()) await leaveOnly.click();
  await heading.waitFor();
}

/** Answers to these requests never come. */
export async function hold(page: Page, pattern: string): Promise<void> {
  await page.route(pattern, () => undefined);
}
