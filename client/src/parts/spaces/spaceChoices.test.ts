// Settings of a space from the API come back unchanged from its form.
import type { SpaceDescription } from '@distansmote/shared/httpApi.ts';
import { expect, test } from 'vitest';
import { choicesOf, settingsOf } from './spaceChoices.ts';

test.each([
  { startsAt: null, admitsPhones: true, admitsRooms: true, deleteAfterDays: 30 },
  // In the last hour of summer time, and in the middle of it.
  {
    startsAt: '2026-10-25T00:30:00.000Z',
    admitsPhones: false,
    admitsRooms: false,
    deleteAfterDays: null,
  },
  {
    startsAt: '2026-07-01T11:05:00.000Z',
    admitsPhones: true,
    admitsRooms: false,
    deleteAfterDays: 12,
  },
])('%j', (settings) => {
  expect(settingsOf(choicesOf(settings as SpaceDescription))).toEqual(settings);
});
