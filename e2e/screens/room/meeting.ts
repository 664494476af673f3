// A meeting as it is for the one who looks at the screen: with others in it, who see and hear her.
import type { SpaceDescription } from '@distansmote/shared/httpApi.ts';
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import type { Page } from '@playwright/test';
import { expectInMeeting } from '../../support/meeting.ts';
import { readOwnId } from '../../support/readOwnId.ts';
import { signIn } from '../../support/signIn.ts';
import { tell } from '../../support/tell.ts';
import type { CaptureOptions } from '../capture.ts';
import { type Actor, CAST, type Role } from '../cast.ts';
import type { Studio, Who } from '../studio.ts';

/** The meeting is dark in both themes. */
export const DARK: CaptureOptions = { themes: ['dark'] };

export interface MeetingOptions extends EnterOptions {
  /** Without browsers; or the first so many of the cast. */
  others?: readonly Role[] | number;
  settings?: Parameters<Studio['server']['createSpace']>[1];
}

interface EnterOptions {
  who?: Who;
  isConvener?: boolean;
  locale?: keyof typeof WORDS;
  isDenied?: boolean;
  /** Before the page is opened. */
  before?: (page: Page) => Promise<unknown>;
}

export interface Meeting {
  space: SpaceDescription;
  anna: Page;
  annaId: ParticipantId;
  actors: Actor[];
}

export async function meet(studio: Studio, options: MeetingOptions = {}): Promise<Meeting> {
  const { others = 4, settings, ...rest } = options;
  const space = await studio.server.createSpace('Vårdplanering Torsås', settings);
  const roles = typeof others === 'number' ? CAST.slice(0, others) : others;
  const actors = await studio.enter(space.callId, roles);
  const { page: anna, id: annaId } = await enter(studio, space, rest);
  // As the others' pages would report it.
  for (const { id } of actors)
    await tell(anna, 'playbackReported', { by: id, sound: 'played', picture: 'shown' });
  return { space, anna, annaId, actors };
}

const WORDS = {
  'sv-SE': { name: 'Namn', profession: 'Profession', join: 'Anslut' },
  'en-GB': { name: 'Name', profession: 'Profession', join: 'Join' },
  ar: { name: 'الاسم', profession: 'المهنة', join: 'انضمام' },
};
const PEOPLE = {
  anna: ['Anna Berg', 'Läkare'],
  lars: ['Lars Öberg', 'Biståndshandläggare'],
} as const;

/** With a browser. */
export async function enter(
  studio: Studio,
  space: SpaceDescription,
  {
    isConvener = false,
    locale = 'sv-SE',
    isDenied = false,
    who = 'anna',
    before,
  }: EnterOptions = {},
): Promise<{ page: Page; id: ParticipantId }> {
  const page = await studio.page({ who, isDenied, locale });
  const id = readOwnId(page);
  if (isConvener) await signIn(page);
  await before?.(page);
  await page.goto(`/meeting/${space.callId}`);
  const words = WORDS[locale];
  const [name, profession] = PEOPLE[who];
  await page.getByLabel(words.name, { exact: true }).fill(name);
  await page.getByLabel(words.profession).fill(profession);
  await page.getByRole('button', { name: words.join, exact: true }).click();
  await expectInMeeting(page);
  // What is not needed for the first picture comes a little later.
  await page.locator('.room-clock').waitFor({ state: 'attached' });
  return { page, id: await id };
}

/** What has just happened is told for some seconds, and would be in some pictures by chance. */
export async function putToastAway(page: Page): Promise<void> {
  const toast = page.locator('.toast-close');
  await toast.waitFor();
  await toast.click();
  await toast.waitFor({ state: 'detached' });
}

export const openPeople = (page: Page) =>
  page.getByRole('button', { name: /^\d+ (deltagare|participants)$/ }).click();
