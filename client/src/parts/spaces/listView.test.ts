// The URL of the list of spaces says what is shown, and never what was searched for.
import { expect, test } from 'vitest';
import { searchOf, urlOf, viewOf } from './listView.ts';

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
