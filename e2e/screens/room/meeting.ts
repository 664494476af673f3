// A meeting as it is for the one who looks at the screen: with others in it, who see and hear her.
import type { SpaceDescription } from '@distansmote/shared/httpApi.ts';
import type { Page } from '@playwright/test';
import { expectInMeeting } from '../../support/meeting.ts';
import { tell } from '../../support/tell.ts';
import { signIn } from '../../support/signIn.ts';
import { type Actor, CAST, type Role } from '../cast.ts';
import type { Studio, Who } from '../studio.ts';

export interface MeetingOptions {
  /** Without browsers; or the first so many of the cast. */
  others?: readonly Role[] | number;
  name?: string;
  isConvener?: boolean;
  locale?: string;
  isDenied?: boolean;
  settings?: Parameters<Studio['server']['createSpace']>[1];
}

export interface Meeting {
  space: SpaceDescription;
  anna: Page;
  actors: Actor[];
}

/** Nobody waits for the pictures here: `Capture` does. */
export async function meet(studio: Studio, options: MeetingOptions = {}): Promise<Meeting> {
  const { others = 4, name = 'Vårdplanering Torsås', settings, ...rest } = options;
  const space = await studio.server.createSpace(name, settings);
  studio.onEnd(() => studio.server.deleteSpace(space));
  const roles = typeof others === 'number' ? CAST.slice(0, others) : others;
  const actors = await studio.enter(space.callId, roles);
  const anna = await enter(studio, space, rest);
  await isSeenAndHeard(anna, actors);
  return { space, anna, actors };
}

const WORDS = {
  'sv-SE': { name: 'Namn', profession: 'Profession', join: 'Anslut' },
  'en-GB': { name: 'Name', profession: 'Profession', join: 'Join' },
};

/** With a browser. */
export async function enter(
  studio: Studio,
  space: SpaceDescription,
  {
    isConvener = false,
    locale = 'sv-SE',
    isDenied = false,
    who = 'anna',
  }: { isConvener?: boolean; locale?: string; isDenied?: boolean; who?: Who } = {},
): Promise<Page> {
  const page = await studio.page({ who, isDenied, locale });
  if (isConvener) await signIn(page);
  await page.goto(`/meeting/${space.callId}`);
  const words = WORDS[locale as keyof typeof WORDS];
  const [name, profession] =
    who === 'anna' ? ['Anna Berg', 'Läkare'] : ['Lars Öberg', 'Handläggare'];
  await page.getByLabel(words.name, { exact: true }).fill(name);
  await page.getByLabel(words.profession).fill(profession);
  await page.getByRole('button', { name: words.join, exact: true }).click();
  await expectInMeeting(page);
  return page;
}

/** As the others' pages would report it. */
async function isSeenAndHeard(page: Page, actors: readonly Actor[]): Promise<void> {
  for (const { id } of actors)
    await tell(page, 'playbackReported', { by: id, sound: 'played', picture: 'shown' });
}
