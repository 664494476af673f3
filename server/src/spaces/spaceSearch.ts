// A page of the spaces that somebody may see: chosen by tab and text, sorted and counted in the database.
import type { SortDirection, SpaceSearch, SpaceSort } from '@distansmote/shared/spacesApi.ts';
import { SPACES_PER_PAGE, type SpaceTab, spaceTab } from '@distansmote/shared/spacesApi.ts';
import { startOfSwedishDay, swedishDay } from '@distansmote/shared/swedishTime.ts';
import type { Expression, ExpressionBuilder, SqlBool } from 'kysely';
import { hasLetters } from '../accounts/accountSearch.ts';
import type { Database } from '../storage/database.ts';
import { nameKeyOf } from '../platform/nameKey.ts';
import { contains } from '../storage/contains.ts';
import type { Tables } from '../storage/tables.ts';
import { ledBy } from './ledBy.ts';
import { type SpaceWithoutConveners, spaceOf } from './spaceRows.ts';

interface FoundSpace {
  space: SpaceWithoutConveners;
  /** Null for a space that no account made. */
  owner: { username: string; displayName: string } | null;
}

interface FoundSpaces {
  found: FoundSpace[];
  tab: Tab;
  sort: SpaceSort;
  direction: SortDirection;
  totals: Record<SpaceTab, number>;
}

/** @param convenerId only spaces that this account owns or is a convener of; undefined for all, with their owners. */
export type SearchSpaces = (
  search: SpaceSearch,
  convenerId: string | undefined,
) => Promise<FoundSpaces>;

type Tab = SpaceTab | 'all';
type Builder = ExpressionBuilder<Tables, 'spaces'>;

/** In today's and coming meetings the next one first, else the newest. */
const DEFAULT_SORTS: Record<Tab, readonly [SpaceSort, SortDirection]> = {
  today: ['startsAt', 'ascending'],
  upcoming: ['startsAt', 'ascending'],
  withoutTime: ['createdAt', 'descending'],
  old: ['startsAt', 'descending'],
  all: ['createdAt', 'descending'],
};

/** By name the letters run upwards; by time what is newest comes first. */
const directionOf = (sort: SpaceSort): SortDirection =>
  sort === 'name' || sort === 'owner' ? 'ascending' : 'descending';

export function createSearchSpaces(database: Database): SearchSpaces {
  return async ({ text = '', perPage = SPACES_PER_PAGE, page = 1, ...wanted }, convenerId) => {
    const inTab = tabConditions(new Date().toISOString());
    const matching = () =>
      database
        .selectFrom('spaces')
        .$if(convenerId !== undefined, (query) => query.where((eb) => ledBy(eb, convenerId ?? '')))
        .$if(text.trim() !== '', (query) =>
          query.where((eb) => matches(eb, text.trim(), convenerId === undefined)),
        );

    const totals = await matching()
      .select((eb) =>
        spaceTab.options.map((tab) => eb.fn.countAll<number>().filterWhere(inTab[tab](eb)).as(tab)),
      )
      .executeTakeFirstOrThrow();
    const first = spaceTab.options.find((one) => totals[one] > 0);
    const tab = wanted.tab ?? first ?? 'today';
    const [usualSort, usualDirection] = DEFAULT_SORTS[tab];
    const sort = wanted.sort ?? usualSort;
    const direction = wanted.direction ?? (sort === usualSort ? usualDirection : directionOf(sort));
    const order = direction === 'ascending' ? ('asc' as const) : ('desc' as const);

    const rows = await matching()
      .$if(tab !== 'all', (query) => query.where((eb) => inTab[tab as SpaceTab](eb)))
      .leftJoin('accounts', 'accounts.id', 'spaces.ownerId')
      .selectAll('spaces')
      .select(['accounts.username', 'accounts.displayName'])
      .orderBy(sortColumns[sort], (by) => by[order]().nullsLast())
      .orderBy('spaces.id')
      .limit(perPage)
      .offset((page - 1) * perPage)
      .execute();
    const found = rows.map(({ username, displayName, ...row }) => ({
      space: spaceOf(row),
      owner: username === null ? null : { username, displayName: displayName ?? '' },
    }));
    return { found, tab, sort, direction, totals };
  };
}

const sortColumns = {
  name: 'spaces.nameKey',
  startsAt: 'spaces.startsAt',
  lastUsedAt: 'spaces.lastUsedAt',
  createdAt: 'spaces.createdAt',
  owner: 'accounts.username',
} as const satisfies Record<SpaceSort, string>;

function tabConditions(now: string): Record<SpaceTab, (eb: Builder) => Expression<SqlBool>> {
  const day = swedishDay(now);
  const [start, end] = [startOfSwedishDay(day), startOfSwedishDay(day, 1)];
  return {
    today: (eb) => eb.and([eb('startsAt', '>=', start), eb('startsAt', '<', end)]),
    upcoming: (eb) => eb('startsAt', '>=', end),
    withoutTime: (eb) => eb('startsAt', 'is', null),
    old: (eb) => eb('startsAt', '<', start),
  };
}

function matches(eb: Builder, text: string, hasOwners: boolean): Expression<SqlBool> {
  const digits = text.replace(/[\s-]/g, '');
  return eb.or([
    contains(eb.fn.coalesce('nameKey', eb.fn<string>('lower', ['spaces.name'])), nameKeyOf(text)),
    ...(/^\d+$/.test(digits) ? [contains(eb.ref('spaces.callId'), digits)] : []),
    ...(hasOwners ? [eb('spaces.ownerId', 'in', accountsNamed(eb, text))] : []),
  ]);
}

const accountsNamed = (eb: Builder, text: string) =>
  eb
    .selectFrom('accounts as owners')
    .select('owners.id')
    .where(({ ref }) =>
      hasLetters({ searchText: ref('owners.searchText'), username: ref('owners.username') }, text),
    );
