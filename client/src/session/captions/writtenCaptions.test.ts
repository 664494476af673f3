// A captioner's real-time text as captions: it grows, is corrected, and ends line by line.
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import { expect, test } from 'vitest';
import { NOTHING_SHOWN, type ShownText, written } from '../liveText/shownText.ts';
import { type CaptionLine, withLine } from './captionLines.ts';
import { followCaptioners } from './writtenCaptions.ts';

const [anna, bo] = ['anna', 'bo'] as ParticipantId[] as [ParticipantId, ParticipantId];

function reading() {
  let lines: CaptionLine[] = [];
  let shown: ShownText = { ...NOTHING_SHOWN, at: 1 };
  const follow = followCaptioners(
    (id) => id === anna,
    (line) => (lines = withLine(lines, { ...line, name: line.participantId, at: 0 })),
  );
  return {
    writes(participantId: ParticipantId, text: string) {
      const next = written(shown, { participantId, text, at: shown.at + 1 }, String);
      follow(next, shown);
      shown = next;
    },
    get captions() {
      return lines.map(({ text, isFinal }) => `${text}${isFinal ? '.' : ''}`);
    },
  };
}

test('letter by letter, with corrections, until the line ends', () => {
  const page = reading();
  page.writes(anna, 'Lars: hjé');
  page.writes(anna, '\b\bej');
  expect(page.captions).toEqual(['Lars: hej']);
  page.writes(anna, ' alla\u2028Ka');
  expect(page.captions).toEqual(['Lars: hej alla.', 'Ka']);
  page.writes(anna, '\b\b');
  expect(page.captions).toEqual(['Lars: hej alla.']);
});

test('of what others write nothing', () => {
  const page = reading();
  page.writes(bo, 'Hej\u2028du');
  expect(page.captions).toEqual([]);
});

test('what was written before the page came is not shown as said now', () => {
  const added: unknown[] = [];
  const follow = followCaptioners(
    () => true,
    (line) => added.push(line),
  );
  const old = { key: '7', id: anna, name: 'Anna', isMine: false, text: 'gammalt' };
  follow({ ...NOTHING_SHOWN, lines: [old], at: 7 }, NOTHING_SHOWN);
  expect(added).toEqual([]);
});
