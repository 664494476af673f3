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

test.each<[Space | undefined, number, string | undefined]>([
  [space, 0, undefined],
  [undefined, 0, 'callIdUnknown'],
  [undefined, MAX_PRESENT, 'callIdUnknown'],
  [space, MAX_PRESENT - 1, undefined],
  [space, MAX_PRESENT, 'meetingFull'],
])('space %j, %i present: %s', (of, presentCount, refusal) => {
  expect(refusalOf({ space: of, presentCount })).toBe(refusal);
});
