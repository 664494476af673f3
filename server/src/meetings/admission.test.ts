// Who may prepare and who may join: each row is one case of the rules.
import type { CallId, SpaceId } from '@distansmote/shared/ids.ts';
import { expect, test } from 'vitest';
import type { Account } from '../accounts/accountStore.ts';
import type { Space } from '../spaces/spaceStore.ts';
import {
  type AdmissionQuestion,
  type AdmissionRefusal,
  isConvener,
  OPENS_BEFORE_MS,
  opensAt,
  refusalOf,
} from './admission.ts';
import { MAX_PRESENT } from './seats.ts';

const NOON = new Date('2026-11-25T12:00:00.000Z').getTime();

const space: Space = {
  id: 'a' as SpaceId,
  name: 'Vårdplanering',
  callId: '787544182' as CallId,
  videoName: 'vardplanering-787544182',
  secret: 's',
  passKey: 'k',
  ownerId: 'owner',
  convenerIds: ['colleague'],
  lobby: 'none',
  admitsPhones: true,
  admitsRooms: true,
  allowsRingMe: true,
  startsAt: null,
  deleteAfterDays: 30,
  lastUsedAt: null,
  createdAt: '2026-01-01T00:00:00.000Z',
};
const withLobby: Space = { ...space, lobby: 'everybody' };
const withoutLink: Space = { ...space, lobby: 'withoutLink' };
const browsersOnly: Space = { ...space, admitsPhones: false, admitsRooms: false };
const tomorrow: Space = { ...space, startsAt: '2026-11-26T12:00:00.000Z' };
const soon: Space = { ...space, startsAt: new Date(NOON + OPENS_BEFORE_MS).toISOString() };
const yesterday: Space = { ...space, startsAt: '2026-11-24T12:00:00.000Z' };
const full = { presentCount: MAX_PRESENT };

const cases: [string, Partial<AdmissionQuestion>, AdmissionRefusal | undefined][] = [
  ['an open space', {}, undefined],
  ['no such space, or deleted', { space: undefined }, 'callIdUnknown'],
  ['no such space, for staff', { space: undefined, isConvener: true }, 'callIdUnknown'],
  ['deleted under somebody present', { space: undefined, standing: 'present' }, 'callIdUnknown'],
  ['rung up, past the lobby', { space: withLobby, kind: 'phone', standing: 'rung' }, undefined],
  ['rung up, where it is locked', { kind: 'phone', standing: 'rung', isLocked: true }, undefined],
  ['rung up, before its time', { space: tomorrow, kind: 'room', standing: 'rung' }, undefined],
  [
    'rung up, closed to telephones',
    { space: browsersOnly, kind: 'phone', standing: 'rung' },
    'callIdUnknown',
  ],
  ['rung up, where it is full', { ...full, kind: 'phone', standing: 'rung' }, 'meetingFull'],
  ['before its time', { space: tomorrow }, 'notYetOpen'],
  ['before its time, by link', { space: tomorrow, hasSecret: true }, 'notYetOpen'],
  ['before its time, a convener', { space: tomorrow, isConvener: true }, undefined],
  ['half an hour before', { space: soon }, undefined],
  ['long after', { space: yesterday }, undefined],
  ['locked', { isLocked: true }, 'locked'],
  ['locked, by link', { isLocked: true, hasSecret: true }, 'locked'],
  ['locked, by the pass of an earlier meeting', { isLocked: true, hasPass: true }, 'locked'],
  ['locked, a convener', { isLocked: true, isConvener: true }, undefined],
  ['locked, back after a drop', { isLocked: true, standing: 'present' }, undefined],
  ['locked, was there before', { isLocked: true, standing: 'known' }, undefined],
  ['the last seat', { presentCount: MAX_PRESENT - 1 }, undefined],
  ['full', full, 'meetingFull'],
  ['full, a convener', { ...full, isConvener: true }, undefined],
  ['full of conveners', { presentCount: MAX_PRESENT + 10, isConvener: true }, 'meetingFull'],
  ['a stranger among few', { presentCount: 79, strangersOfAddress: 79 }, undefined],
  [
    'a stranger from an address that has its share',
    { presentCount: 80, strangersOfAddress: 80 },
    'needsLobby',
  ],
  ['a stranger from another address', { presentCount: 99, strangersOfAddress: 0 }, undefined],
  ['full, back after a drop', { ...full, standing: 'present' }, undefined],
  ['full, was there before', { ...full, standing: 'known' }, 'meetingFull'],
  ['removed before', { standing: 'removed' }, 'needsLobby'],
  ['removed, while it is locked', { standing: 'removed', isLocked: true }, 'removed'],
  ['waiting when it moved here', { standing: 'waiting', hasSecret: true }, 'needsLobby'],
  ['waiting when it moved here, locked', { standing: 'waiting', isLocked: true }, 'needsLobby'],
  ['barred', { standing: 'barred' }, 'removed'],
  ['removed before, by link', { standing: 'removed', hasSecret: true }, 'needsLobby'],
  ['barred, by link', { standing: 'barred', hasSecret: true }, 'removed'],
  ['a lobby for all', { space: withLobby }, 'needsLobby'],
  ['a lobby for all, by link', { space: withLobby, hasSecret: true }, 'needsLobby'],
  ['a lobby for all, by pass', { space: withLobby, hasPass: true }, undefined],
  ['removed before, by pass', { standing: 'removed', hasPass: true }, 'needsLobby'],
  ['barred, by pass', { standing: 'barred', hasPass: true }, 'removed'],
  ['a lobby for all, a convener', { space: withLobby, isConvener: true }, undefined],
  ['a lobby for all, admitted before', { space: withLobby, standing: 'known' }, undefined],
  ['a lobby for those without the link', { space: withoutLink }, 'needsLobby'],
  [
    'a lobby for those without the link, by link',
    { space: withoutLink, hasSecret: true },
    undefined,
  ],
  ['a telephone', { kind: 'phone' }, undefined],
  ['a telephone where none are admitted', { space: browsersOnly, kind: 'phone' }, 'callIdUnknown'],
  ['a room system', { kind: 'room' }, undefined],
  ['a room system where none are admitted', { space: browsersOnly, kind: 'room' }, 'callIdUnknown'],
  ['a browser where only browsers are admitted', { space: browsersOnly }, undefined],
  ['locked with a lobby', { space: withLobby, isLocked: true }, 'locked'],
  ['a lobby, and full', { space: withLobby, ...full }, 'needsLobby'],
];

test.each(cases)('%s', (_, question, refusal) => {
  const usual = { space, now: NOON, presentCount: 0, isLocked: false, isConvener: false };
  const strangersOfAddress = undefined;
  const whole = {
    ...usual,
    strangersOfAddress,
    kind: 'browser' as const,
    hasSecret: false,
    hasPass: false,
    standing: 'new' as const,
    ...question,
  };
  expect(refusalOf(whole)).toBe(refusal);
});

test.each([
  [space, undefined],
  [yesterday, undefined],
  [soon, undefined],
  [tomorrow, '2026-11-26T11:30:00.000Z'],
])('a meeting opens half an hour before its start', (of, at) => {
  expect(opensAt(of, NOON)?.toISOString()).toBe(at);
});

const account = (id: string, role: Account['role']): Account => ({
  id,
  role,
  username: 'x',
  displayName: '',
  hasPassword: true,
});
test.each<[Account | undefined, boolean]>([
  [undefined, false],
  [account('stranger', 'staff'), false],
  [account('owner', 'staff'), true],
  [account('colleague', 'staff'), true],
  [account('stranger', 'administrator'), true],
])('%j may moderate: %s', (who, may) => {
  expect(isConvener(who, space)).toBe(may);
  expect(isConvener(who, undefined)).toBe(false);
});
