// Fetches the texts of the pages in use in another language than Swedish, which is part of the pages themselves.
import type { ComponentsJSON } from '@nanostores/i18n';
import type { Locale } from './chooseLanguage.ts';

/** Pages that are fetched together, and whose texts are too. */
export type PageGroup = 'start' | 'meeting' | 'equipment' | 'staff';

const files: Record<Exclude<Locale, 'sv'>, Record<PageGroup, () => Promise<ComponentsJSON>>> = {
  en: {
    start: () => import('./en/groups/start.ts'),
    meeting: () => import('./en/groups/meeting.ts'),
    equipment: () => import('./en/groups/equipment.ts'),
    staff: () => import('./en/groups/staff.ts'),
  },
};

const inUse = new Set<PageGroup>(['start']);

/** From now on their texts are fetched too. To be called before their code is fetched, so that both come at once. */
export function usePages(group: PageGroup, locale: Locale): void {
  inUse.add(group);
  // The answer comes from the browser's cache of modules when the parts are defined.
  if (locale !== 'sv') void fetchGroup(locale, group);
}

/** Of all pages in use. What cannot be fetched stays Swedish: better than no page. */
export async function fetchTexts(locale: Locale): Promise<ComponentsJSON> {
  if (locale === 'sv') return {};
  const groups = await Promise.all([...inUse].map((group) => fetchGroup(locale, group)));
  return Object.assign({}, ...groups) as ComponentsJSON;
}

function fetchGroup(locale: Exclude<Locale, 'sv'>, group: PageGroup): Promise<ComponentsJSON> {
  return files[locale][group]().catch(() => ({}));
}
