// Who is seen among more people than there are tiles, and that the others stay where they are.
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import { participantCalled, participantSharing } from '@distansmote/testkit/browser/participant.ts';
import { expect, test } from 'vitest';
import { itemKey, type ItemKey, itemsOf } from './layout.ts';
import type { RemoteParticipant } from './meetingStore.ts';
import { seatsOf } from './seats.ts';

const people = (letters: string, hands = ''): RemoteParticipant[] =>
  letters.split('').map((name) => ({
    ...participantCalled(
      name,
      hands.includes(name) ? { handRaisedAt: hands.indexOf(name) + 1 } : {},
    ),
    tracks: {},
  }));

const keysOf = (letters: string): ItemKey[] =>
  letters.split('').map((id) => itemKey(id as ParticipantId, 'camera'));

/** The letters of those who are seen, by place. */
function seen(before: string, all: RemoteParticipant[], count: number, spoke = '', large?: string) {
  return seatsOf(keysOf(before), itemsOf(all), count, {
    large: large === undefined ? [] : [itemKey(large as ParticipantId, 'camera')],
    spoke: spoke.split('') as ParticipantId[],
  })
    .map(({ participant }) => participant.id)
    .join('');
}

test('everybody is seen where there is room, in the order they joined', () => {
  expect(seen('cba', people('abcd'), 4)).toBe('abcd');
});

test('the first to come are seen, until somebody else speaks', () => {
  expect(seen('', people('abcdefgh'), 4)).toBe('abcd');
  expect(seen('abcd', people('abcdefgh'), 4, 'g')).toBe('abcg');
});

test('a speaker who is seen already moves nobody', () => {
  expect(seen('abcd', people('abcdefgh'), 4, 'b')).toBe('abcd');
  expect(seen('abcg', people('abcdefgh'), 4, 'ag')).toBe('abcg');
});

test('a speaker takes the place of whoever has been silent for longest', () => {
  expect(seen('abcg', people('abcdefgh'), 4, 'hgb')).toBe('abhg');
  expect(seen('abhg', people('abcdefgh'), 4, 'ehgba')).toBe('ebhg');
});

test('hands are seen in the order they were raised, beside those who speak', () => {
  expect(seen('abcd', people('abcdefgh', 'he'), 4)).toBe('abeh');
  expect(seen('abcd', people('abcdefgh', 'hefgd'), 4, 'c')).toBe('fech');
});

test('whoever comes takes the place of whoever left, and nobody else moves', () => {
  expect(seen('abcd', people('acdefgh'), 4)).toBe('aecd');
});

test('with fewer places those at the end lose theirs, but not whoever speaks', () => {
  expect(seen('abcdef', people('abcdefgh'), 3, 'f')).toBe('abf');
});

test('what is large and what is shared always has a place', () => {
  const all = [...people('abcdefg'), participantSharing('h', 1)];
  const shown = seatsOf(keysOf('abcd'), itemsOf(all), 4, {
    large: [itemKey('f' as ParticipantId, 'camera')],
    spoke: 'gedcba'.split('') as ParticipantId[],
  }).map(({ key }) => key);
  expect(shown).toContain('f camera');
  expect(shown).toContain('h screen');
});

test('nobody has two places, whatever happens', () => {
  let before = '';
  let letters = 'abcdefghijklmnop';
  for (let step = 0; step < 200; step += 1) {
    const at = (step * 7) % letters.length;
    if (step % 5 === 4) letters = letters.slice(0, at) + letters.slice(at + 1) + letters.charAt(at);
    const count = 3 + (step % 6);
    const spoke = [letters.charAt(at), letters.charAt((at + 3) % letters.length)].join('');
    before = seen(before, people(letters, letters.slice(0, step % 4)), count, spoke);
    expect(new Set(before).size).toBe(count);
    expect(before).toContain(letters.charAt(at));
  }
});

test('who signs always has a place, also without a sound', () => {
  const all = people('abcdefgh').map((one) => (one.id === 'h' ? { ...one, isSigning: true } : one));
  expect(seen('abcd', all, 4, 'gfedcba')).toContain('h');
});

test('however many say that they sign or interpret, those who speak are seen', () => {
  const role = { type: 'captioner' } as const;
  const all = people('abcdefghij').map((one) =>
    'abcdefgh'.includes(one.id)
      ? { ...one, ...(one.id < 'd' ? { isSigning: true } : { role }) }
      : one,
  );
  expect(seen('abcdef', all, 6, 'ji')).toContain('j');
  expect(seen('abcdef', all, 6, 'ji')).toContain('i');
  expect(seen('abcdef', all, 6, 'ji')).toMatch(/^abc/);
});
