// Who may prepare and who may join.
import type { CallId, SpaceId } from '@distansmote/shared/ids.ts';
import { expect, test } from 'vitest';
import type { Space } from '../spaces/spaceStore.ts';
import { type AdmissionQuestion, MAX_PRESENT, MAX_WAITING, refusalOf } from './admission.ts';

const space: Space = {
  id: 'a' as SpaceId,
  name: 'Vårdplanering',
  callId: '787544182' as CallId,
  videoName: 'vardplanering-787544182',
  secret: 's',
  ownerId: null,
  createdAt: '2026-01-01T00:00:00.000Z',
};

type Row = [AdmissionQuestion['to'], Space | undefined, number, number, string | undefined];
test.each<Row>([
  ['prepare', space, 0, 0, undefined],
  ['join', space, 0, 1, undefined],
  ['prepare', undefined, 0, 0, 'callIdUnknown'],
  ['join', undefined, 0, 1, 'callIdUnknown'],
  ['prepare', undefined, MAX_PRESENT, MAX_WAITING, 'callIdUnknown'],
  ['prepare', space, MAX_PRESENT - 1, 0, undefined],
  ['prepare', space, MAX_PRESENT, 0, 'meetingFull'],
  ['join', space, MAX_PRESENT - 1, 1, undefined],
  ['join', space, MAX_PRESENT, 1, 'meetingFull'],
  ['prepare', space, 1, MAX_WAITING - 1, undefined],
  ['prepare', space, 1, MAX_WAITING, 'tooManyWaiting'],
  ['join', space, 1, MAX_WAITING, undefined],
])('to %s: space %j, %i present, %i waiting: %s', (to, of, presentCount, waitingCount, refusal) => {
  expect(refusalOf({ to, space: of, presentCount, waitingCount })).toBe(refusal);
});
