// Fetches the texts of the pages in use in another language than Swedish, which is part of the pages themselves.
import type { ComponentsJSON } from '@nanostores/i18n';
import type { Locale } from './chooseLanguage.ts';

/** Pages that are fetched together, and whose texts are too. */
export type PageGroup = 'start' | 'meeting' | 'equipment' | 'statement' | 'staff';

type Group = PageGroup | 'later';

const files: Record<Exclude<Locale, 'sv'>, Record<Group, () => Promise<ComponentsJSON>>> = {
  en: {
    start: () => import('./en/groups/start.ts'),
    meeting: () => import('./en/groups/meeting.ts'),
    later: () => import('./en/groups/later.ts'),
    equipment: () => import('./en/groups/equipment.ts'),
    statement: () => import('./en/groups/statement.ts'),
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

/**
 * Of all pages in use, and of what comes later when that is asked for. What cannot be fetched stays Swedish: better than
 * no page.
 */
export async function fetchTexts(
  locale: Locale,
  parts: readonly string[],
): Promise<ComponentsJSON> {
  if (locale === 'sv') return {};
  const groups = await Promise.all([...inUse].map((group) => fetchGroup(locale, group)));
  const isMissing = parts.some((part) => !groups.some((texts) => part in texts));
  if (isMissing) groups.push(await fetchGroup(locale, 'later'));
  // Each part that was asked for is answered: otherwise it would be waited for.
  const asked = Object.fromEntries(parts.map((part) => [part, {}]));
  return Object.assign(asked, ...groups) as ComponentsJSON;
}

function fetchGroup(locale: Exclude<Locale, 'sv'>, group: Group): Promise<ComponentsJSON> {
  return files[locale][group]().catch(() => ({}));
}
