// Which lines of captions are shown, and for how long.
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import { expect, test } from 'vitest';
import { type CaptionLine, FINISHED_MS, readLines, stillShown, withLine } from './captionLines.ts';

const line = (who: string, lineId: number, text: string, more: Partial<CaptionLine> = {}) => ({
  participantId: who as ParticipantId,
  name: who,
  isWritten: false,
  lineId,
  text,
  isFinal: false,
  at: 0,
  ...more,
});
const shown = (...lines: CaptionLine[]) =>
  lines
    .reduce<CaptionLine[]>((before, one) => withLine(before, one), [])
    .map(({ name, text }) => `${name}: ${text}`);

test('a line grows where it stands, and two who speak at once do not change places', () => {
  expect(shown(line('anna', 1, 'hej'), line('bo', 2, 'ja'), line('anna', 1, 'hej på dig'))).toEqual(
    ['anna: hej på dig', 'bo: ja'],
  );
});

test('of each one the last two lines, in all six', () => {
  const anna = [1, 2, 3].map((id) => line('anna', id, `rad ${id}`));
  expect(shown(...anna)).toEqual(['anna: rad 2', 'anna: rad 3']);
  const many = Array.from({ length: 9 }, (_, at) => line(`p${at}`, at, 'x'));
  expect(shown(...many)).toHaveLength(6);
});

test('a line that has become empty is gone', () => {
  expect(shown(line('anna', 1, 'hej'), line('anna', 1, ''))).toEqual([]);
});

test('the numbers of what is written and what is heard are apart', () => {
  expect(shown(line('anna', 1, 'sagt'), line('anna', 1, 'skrivet', { isWritten: true }))).toEqual([
    'anna: sagt',
    'anna: skrivet',
  ]);
});

test('a finished line goes after a while, and nothing else changes the list', () => {
  const lines = [line('anna', 1, 'hej', { isFinal: true }), line('bo', 2, 'ja', { at: 10_000 })];
  expect(stillShown(lines, FINISHED_MS - 1)).toBe(lines);
  expect(stillShown(lines, FINISHED_MS + 1)).toEqual([lines[1]]);
});

test('what a captioner writes goes before what a computer makes, and names the captioner where there are two, or nothing else does', () => {
  const isWritten = true;
  const spoken = line('anna', 1, 'sagt');
  const [asa, eve] = [
    line('åsa', 1, 'skrivet', { isWritten }),
    line('eve', 1, 'falskt', { isWritten }),
  ];
  const read = (lines: CaptionLine[], saysWriter = true) =>
    readLines(lines, saysWriter).map(({ line: { name, text }, isNamed }) =>
      isNamed ? `${name}: ${text}` : text,
    );
  expect(read([spoken])).toEqual(['anna: sagt']);
  expect(read([spoken, asa])).toEqual(['skrivet']);
  expect(read([spoken, asa], false)).toEqual(['åsa: skrivet']);
  expect(read([eve, asa])).toEqual(['eve: falskt', 'åsa: skrivet']);
});
