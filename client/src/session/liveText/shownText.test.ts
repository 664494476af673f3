// What is shown of everybody's text, as it is written, after an absence, and after the server has lost it.
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import type { Reply } from '@distansmote/shared/signalling/requests.ts';
import { GAP } from '@distansmote/shared/signalling/t140.ts';
import { expect, test } from 'vitest';
import { endedMine, givenUp, NOTHING_SHOWN, read, type ShownText, written } from './shownText.ts';

const [ANNA, BO, ME] = ['anna', 'bo', 'me'] as unknown as [
  ParticipantId,
  ParticipantId,
  ParticipantId,
];
const nameOf = (id: ParticipantId) => ({ [ANNA]: 'Anna', [BO]: 'Bo' })[id] ?? '';
const from = (shown: ShownText, id: ParticipantId, text: string, at: number, line?: number) =>
  written(shown, { participantId: id, text, at, ...(line !== undefined && { line }) }, nameOf);
const reply = (rest: Partial<Reply<'readText'>>): Reply<'readText'> => ({
  lines: [],
  writing: [],
  lastSeq: 0,
  at: 100,
  dropped: 0,
  began: 1,
  ...rest,
});
const line = (number: number, participantId: ParticipantId, text: string) => ({
  number,
  participantId,
  name: nameOf(participantId) || 'Jag',
  text,
});
const textsOf = ({ lines }: ShownText) => lines.map(({ text }) => text);
const liveOf = ({ live }: ShownText) => live.map(({ id, text }) => [id, text]);

test('the newest writer is last, and keeps that place while writing', () => {
  let shown = from(NOTHING_SHOWN, ANNA, 'H', 1);
  shown = from(shown, BO, 'J', 2);
  shown = from(shown, ANNA, 'ej', 3);
  expect(liveOf(shown)).toEqual([
    [ANNA, 'Hej'],
    [BO, 'J'],
  ]);
  shown = from(shown, ANNA, '\u2028Nu', 5, 4);
  expect(textsOf(shown)).toEqual(['Hej']);
  expect(shown.lines[0]).toMatchObject({ name: 'Anna', key: '4', isMine: false });
  expect(liveOf(shown)).toEqual([
    [BO, 'J'],
    [ANNA, 'Nu'],
  ]);
  expect(liveOf(from(shown, ANNA, '\b\b', 6))).toEqual([[BO, 'J']]);
});

test('a newcomer reads all, one’s own of before too', () => {
  const lines = [line(10, ANNA, 'Hej'), line(12, ME, 'Hej själv')];
  const writing = [
    { participantId: BO, text: 'Ja' },
    { participantId: ME, text: 'Ne' },
  ];
  const shown = read(NOTHING_SHOWN, reply({ lines, writing, dropped: 5 }), ME, nameOf);
  expect(shown.lines.map(({ text, isMine }) => [text, isMine])).toEqual([
    ['Hej', false],
    ['Hej själv', true],
  ]);
  expect(liveOf(shown), 'one’s own stands in the field').toEqual([[BO, 'Ja']]);
});

test('whoever comes back gets what was missed once, and one’s own not again', () => {
  let shown = read(NOTHING_SHOWN, reply({ at: 9 }), ME, nameOf);
  shown = from(shown, ANNA, 'Hej\u2028', 11, 10);
  shown = endedMine(shown, ME, 'Hej själv');
  shown = from(shown, BO, 'Ja', 13);
  const lines = [line(10, ANNA, 'Hej'), line(12, ME, 'Hej själv'), line(20, BO, 'Ja visst')];
  shown = read(
    shown,
    reply({ lines, writing: [{ participantId: ANNA, text: 'Och' }] }),
    ME,
    nameOf,
  );
  expect(textsOf(shown)).toEqual(['Hej', 'Hej själv', 'Ja visst']);
  expect(liveOf(shown)).toEqual([[ANNA, 'Och']]);
});

test('where more was missed than the server has kept, there is a mark', () => {
  let shown = read(NOTHING_SHOWN, reply({ at: 9 }), ME, nameOf);
  shown = read(shown, reply({ lines: [line(40, ANNA, 'sist')], dropped: 30, at: 50 }), ME, nameOf);
  expect(textsOf(shown)).toEqual([GAP, 'sist']);
  shown = read(shown, reply({ lines: [line(40, ANNA, 'sist')], dropped: 30, at: 51 }), ME, nameOf);
  expect(textsOf(shown)).toEqual([GAP, 'sist']);
});

test('a line that the server has lost stays until it is written anew', () => {
  let shown = read(NOTHING_SHOWN, reply({ at: 9 }), ME, nameOf);
  shown = from(shown, ANNA, 'Mitt i en me', 10);
  shown = read(shown, reply({ at: 1_000, began: 999 }), ME, nameOf);
  expect(liveOf(shown)).toEqual([[ANNA, 'Mitt i en me']]);
  shown = from(shown, ANNA, 'Mitt i en mening', 1_001);
  expect(liveOf(shown)).toEqual([[ANNA, 'Mitt i en mening']]);
});

test('what was lost of somebody who is gone is marked', () => {
  let shown = read(NOTHING_SHOWN, reply({ at: 9 }), ME, nameOf);
  shown = from(shown, ANNA, 'Mitt i', 10);
  shown = from(shown, BO, 'Ja', 11);
  shown = read(shown, reply({ at: 1_000, began: 999 }), ME, nameOf);
  shown = from(shown, BO, 'Ja', 1_001);
  shown = givenUp(shown);
  expect(shown.lines).toMatchObject([{ name: 'Anna', text: `Mitt i${GAP}` }]);
  expect(liveOf(shown)).toEqual([[BO, 'Ja']]);
});
