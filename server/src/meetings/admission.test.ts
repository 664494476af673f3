// Who may prepare and who may join.
import type { CallId, SpaceId } from '@distansmote/shared/ids.ts';
import { expect, test } from 'vitest';
import type { Space } from '../spaces/spaceStore.ts';
import { MAX_PRESENT, refusalOf } from './admission.ts';

const space: Space = {
  id: 'a' as SpaceId,
  name: 'Vårdplanering',
  callId: '787544182' as CallId,
  videoName: 'vardplanering-787544182',
  secret: 's',
  ownerId: null,
  createdAt: '2026-01-01T00:00:00.000Z',
};

test.each<[Space | undefined, number, boolean, string | undefined]>([
  [space, 0, false, undefined],
  [undefined, 0, false, 'callIdUnknown'],
  [undefined, MAX_PRESENT, false, 'callIdUnknown'],
  [undefined, 1, true, 'callIdUnknown'],
  [space, MAX_PRESENT - 1, false, undefined],
  [space, MAX_PRESENT, false, 'meetingFull'],
  [space, MAX_PRESENT, true, undefined],
])('space %j, %i present, returning %s: %s', (of, presentCount, isReturning, refusal) => {
  expect(refusalOf({ space: of, presentCount, isReturning })).toBe(refusal);
});
