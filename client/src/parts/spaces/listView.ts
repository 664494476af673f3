// Which part of the list of spaces is shown, as the page's URL has it. The text to search for is not in it: it may be a name.
import type {
  SortDirection,
  SpacePage,
  SpaceSearch,
  SpaceSort,
} from '@distansmote/shared/spacesApi.ts';
import { swedishDay } from '@distansmote/shared/swedishTime.ts';

export type Tab = SpacePage['tab'];

export interface ListView {
  /** Undefined: the first that has something. */
  tab: Tab | undefined;
  /** Undefined: what suits the tab. */
  sort: SpaceSort | undefined;
  direction: SortDirection | undefined;
  /** From 1. */
  page: number;
}

export const ROWS_PER_PAGE = 20;

export const TABS = ['today', 'upcoming', 'withoutTime', 'old'] as const satisfies Tab[];
const SORTS = ['name', 'startsAt', 'lastUsedAt', 'createdAt', 'owner'] as const;
const DIRECTIONS = ['ascending', 'descending'] as const;

const oneOf = <Value extends string>(values: readonly Value[], text: string | undefined) =>
  values.find((value) => value === text);

/** What is not understood counts as absent. */
export function viewOf(query: Record<string, string>): ListView {
  const page = /^[1-9]\d{0,4}$/.test(query['page'] ?? '') ? Number(query['page']) : 1;
  return {
    tab: oneOf(TABS, query['tab']),
    sort: oneOf(SORTS, query['sort']),
    direction: oneOf(DIRECTIONS, query['direction']),
    page,
  };
}

/** @param view what is left out is not in the URL. */
export function urlOf({ tab, sort, direction, page = 1 }: Partial<ListView>): string {
  const query = new URLSearchParams({
    ...(tab && { tab }),
    ...(sort && { sort }),
    ...(direction && { direction }),
    ...(page > 1 && { page: String(page) }),
  });
  return query.size === 0 ? '/spaces' : `/spaces?${query}`;
}

/** While one searches, all spaces are searched, unless a tab was chosen meanwhile. */
export function searchOf(
  { tab, ...view }: ListView,
  text: string,
  tabOfSearch: Tab | undefined,
): SpaceSearch {
  const isSearching = text.trim() !== '';
  const chosen = isSearching ? (tabOfSearch ?? 'all') : tab;
  return {
    ...(chosen && { tab: chosen }),
    ...(isSearching && { text: text.slice(0, 100) }),
    ...(view.sort && { sort: view.sort }),
    ...(view.direction && { direction: view.direction }),
    page: view.page,
    perPage: ROWS_PER_PAGE,
  };
}

/** How many spaces the shown tab has. */
export const totalOf = ({ tab, totals }: Pick<SpacePage, 'tab' | 'totals'>): number =>
  tab === 'all' ? TABS.reduce((sum, one) => sum + totals[one], 0) : totals[tab];

/** The tab that a space with this planned time is in. @param startsAt and `now` ISO 8601. */
export function tabOf(startsAt: string | null, now: string): Tab {
  if (startsAt === null) return 'withoutTime';
  const [day, today] = [swedishDay(startsAt), swedishDay(now)];
  if (day === today) return 'today';
  return day > today ? 'upcoming' : 'old';
}
