// The URL of the list of spaces says what is shown, and never what was searched for.
import { expect, test } from 'vitest';
import { searchOf, tabOf, urlOf, viewOf } from './listView.ts';

const queryOf = (url: string) =>
  Object.fromEntries(new URL(url, 'http://localhost').searchParams.entries());

test.each([
  {},
  { tab: 'old' },
  { tab: 'upcoming', sort: 'name', direction: 'descending' },
  { page: 7, sort: 'owner' },
] as const)('%j comes back from its URL', (view) => {
  expect(viewOf(queryOf(urlOf(view)))).toMatchObject(view);
});

test('what is not understood counts as absent', () => {
  const view = viewOf({ tab: 'x', sort: '__proto__', direction: '', page: '-1' });
  expect(view).toEqual({ tab: undefined, sort: undefined, direction: undefined, page: 1 });
  expect(urlOf(view)).toBe('/spaces');
});

test('a search is in all tabs until one is chosen', () => {
  const view = viewOf({ tab: 'old' });
  expect(searchOf(view, ' ', undefined)).toEqual({ tab: 'old', page: 1, perPage: 20 });
  expect(searchOf(view, 'Elsa', undefined)).toMatchObject({ tab: 'all', text: 'Elsa', page: 1 });
  expect(searchOf(view, 'Elsa', 'today')).toMatchObject({ tab: 'today', text: 'Elsa' });
});

test.each([
  [null, 'withoutTime'],
  // Half past midnight in Sweden, of the next day.
  ['2026-12-13T23:30:00.000Z', 'upcoming'],
  ['2026-12-13T22:30:00.000Z', 'today'],
  ['2026-12-12T22:59:00.000Z', 'old'],
])('a space of %s is in the tab %s', (startsAt, tab) => {
  expect(tabOf(startsAt, '2026-12-13T12:00:00.000Z')).toBe(tab);
});
