// Fetches the texts of the pages in use in another language than Swedish, which is part of the pages themselves.
import type { ComponentsJSON } from '@nanostores/i18n';
import { pause } from '../platform/pause.ts';
import type { Group } from './groups.ts';
import type { Locale } from './languages.ts';

/** Pages that are fetched together, and whose texts are too. */
export type PageGroup = Exclude<Group, 'later'>;

/** For a network that is away just then. */
const RETRY_AFTER_MS = 5_000;

const inUse = new Set<PageGroup>(['start']);
const fetched = new Map<string, Promise<ComponentsJSON>>();

/** From now on their texts are fetched too. To be called before their code is fetched, so that both come at once. */
export function usePages(group: PageGroup, locale: Locale): void {
  inUse.add(group);
  if (locale !== 'sv') void fetchGroup(locale, group);
}

/** Of all pages in use, and of what comes later when that is asked for. What is in Swedish alone stays Swedish. */
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

function fetchGroup(locale: Locale, group: Group): Promise<ComponentsJSON> {
  // As the build names it (build/texts.ts).
  const path = `/assets/${locale}-${group}-${document.documentElement.dataset['texts']}.json`;
  const known = fetched.get(path) ?? untilFetched(path);
  fetched.set(path, known);
  return known;
}

async function untilFetched(path: string): Promise<ComponentsJSON> {
  try {
    const response = await fetch(path);
    if (response.ok) return (await response.json()) as ComponentsJSON;
  } catch {
    // As if it had not been there.
  }
  await pause(RETRY_AFTER_MS);
  return untilFetched(path);
}
