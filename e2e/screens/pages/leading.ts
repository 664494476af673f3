// A convener in the meeting, with the panel open.
import type { Page } from '@playwright/test';
import { signIn } from '../../support/signIn.ts';
import type { Studio } from '../studio.ts';
import { join } from './ways.ts';

/** Signs in Lars, who leads the meeting. */
export async function lead(page: Studio['page'], callId: string): Promise<Page> {
  const lars = await page({ who: 'lars' });
  await signIn(lars);
  await join(lars, callId, 'Lars Öberg');
  await lars.getByRole('button', { name: /deltagare$/ }).click();
  return lars;
}
