// The number at the person icon.
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import { expect, test } from 'vitest';
import { countPeople } from './countPeople.ts';
import type { RemoteParticipant } from './meetingStore.ts';

const somebody: RemoteParticipant = {
  id: '4f0c3a52-6f0e-4a53-9f6d-0d9c1f0a2b11' as ParticipantId,
  kind: 'browser',
  name: 'Anna',
  profession: '',
  handRaisedAt: null,
  isConvener: false,
  connection: 'good',
  speaksByPhone: false,
  tracks: {},
};

test('whoever sits beside somebody counts as well', () => {
  expect(countPeople({ me: undefined, others: [] })).toBe(1);
  const family = { ...somebody, companions: ['Bo', 'Cia'] };
  expect(countPeople({ me: undefined, others: [somebody, family] })).toBe(5);
  expect(countPeople({ me: { ...somebody, companions: ['Dan'] }, others: [somebody] })).toBe(3);
});
