// The invitation names a way in only where the space admits it and the service answers it.
import type { CallId, SpaceId } from '@distansmote/shared/ids.ts';
import { expect, test } from 'vitest';
import { describeSpace } from './describeSpace.ts';
import { invitationOf } from './invitation.ts';
import type { Space } from './spaceStore.ts';

const space: Space = {
  id: 'a' as SpaceId,
  name: 'Vårdplanering',
  callId: '787544182' as CallId,
  videoName: 'vardplanering-787544182',
  secret: 's',
  passKey: 'k',
  ownerId: 'owner',
  convenerIds: [],
  lobby: 'none',
  admitsPhones: true,
  admitsRooms: true,
  allowsRingMe: true,
  startsAt: null,
  deleteAfterDays: 30,
  lastUsedAt: null,
  createdAt: '2026-01-01T00:00:00.000Z',
};
const publicUrl = 'https://join.example.org';
const addresses = { publicUrl, phoneNumber: undefined };

const cases: [string, { service: { hasRooms: boolean }; admitsRooms: boolean; named: boolean }][] =
  [
    ['no room system answers', { service: { hasRooms: false }, admitsRooms: true, named: false }],
    ['room systems answer', { service: { hasRooms: true }, admitsRooms: true, named: true }],
    ['they may not join', { service: { hasRooms: true }, admitsRooms: false, named: false }],
  ];

test.each(cases)('the video address, where %s', (_, { service, admitsRooms, named }) => {
  const described = describeSpace({ ...space, admitsRooms }, addresses);
  expect(described.videoAddress).toBe('vardplanering-787544182@join.example.org');
  const inviting = { publicUrl, hasAttendance: true, ...service };
  for (const language of ['sv', 'en'] as const) {
    const text = invitationOf(described, inviting, language);
    expect(text.includes(videoLines[language])).toBe(named);
    expect(text.includes(described.videoAddress)).toBe(named);
  }
});

test.each([true, false])('that a list of attendance is kept, where it is: %s', (hasAttendance) => {
  const described = describeSpace(space, addresses);
  const inviting = { publicUrl, hasRooms: false, hasAttendance };
  expect(invitationOf(described, inviting, 'sv').includes('vilka som var med')).toBe(hasAttendance);
  expect(invitationOf(described, inviting, 'en').includes('who took part')).toBe(hasAttendance);
});

test.each([
  ['s', 'Öppna länken eller skriv samtals-ID redan nu', 'Open the link or type the call ID now'],
  ['', 'Skriv samtals-ID redan nu', 'Type the call ID now'],
])('a meeting with a time asks for a confirmation (link: "%s")', (link, swedish, english) => {
  const described = describeSpace({ ...space, startsAt: '2031-12-02T13:05:00.000Z' }, addresses);
  const passedOn = { ...described, ...(link === '' && { guestLink: '' }) };
  const inviting = { publicUrl, hasRooms: false, hasAttendance: false };
  expect(invitationOf(passedOn, inviting, 'sv')).toContain(
    'Tid: tisdag 2 december 2031 kl. 14.05. Du kan gå in från 30 minuter före.',
  );
  expect(invitationOf(passedOn, inviting, 'sv')).toContain(swedish);
  expect(invitationOf(passedOn, inviting, 'en')).toContain(english);
});

test.each(['sv', 'en', 'fi', 'ar', 'so', 'fa', 'uk', 'pl'] as const)(
  'every way in is named in %s, with a number that can be typed',
  (language) => {
    const known = { ...addresses, phoneNumber: '0480-44 55 11' };
    const startsAt = '2031-12-02T13:05:00.000Z';
    const described = describeSpace({ ...space, startsAt }, known);
    const inviting = { publicUrl, hasRooms: true, hasAttendance: true };
    const text = invitationOf(described, inviting, language);
    expect(text.split('\n')).toContain(described.guestLink);
    for (const part of [
      '787 544 182',
      '787544182#',
      '0480-44 55 11',
      '2031',
      described.videoAddress,
    ])
      expect(text).toContain(part);
    expect(text).toMatch(/14[.:]05/);
    expect(text, 'digits as in call IDs').not.toMatch(/[\u0660-\u0669\u06f0-\u06f9]|undefined/);
    // Otherwise the groups of digits change places.
    const isRightToLeft = language === 'ar' || language === 'fa';
    expect(text.includes('\u2066787 544 182\u2069')).toBe(isRightToLeft);
  },
);

const videoLines = {
  sv: '\n\nMed videokonferenssystem\nRing upp videoadressen vardplanering-787544182@join.example.org\n',
  en: '\n\nBy videoconferencing system\nDial the video address vardplanering-787544182@join.example.org\n',
};
