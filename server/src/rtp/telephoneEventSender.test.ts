import { expect, it } from 'vitest';
import { TelephoneEvents } from './telephoneEvents.ts';
import { TelephoneEventSender } from './telephoneEventSender.ts';

/** What is due in each 20 ms, until it is all sent. */
function framesOf(keys: string) {
  const sender = new TelephoneEventSender();
  sender.press(keys);
  const frames = [];
  while (sender.isSending) frames.push(sender.next());
  return frames;
}

it('presses a key with a growing duration, and says three times that it is released', () => {
  const events = framesOf('5').filter((frame) => frame !== undefined);
  expect(events.map(({ isFirst }) => isFirst)).toEqual([
    true,
    false,
    false,
    false,
    false,
    false,
    false,
    false,
  ]);
  expect(events.map(({ payload }) => [...payload])).toEqual([
    [5, 10, 0, 160],
    [5, 10, 1, 64],
    [5, 10, 1, 224],
    [5, 10, 2, 128],
    [5, 10, 3, 32],
    [5, 0x8a, 3, 192],
    [5, 0x8a, 3, 192],
    [5, 0x8a, 3, 192],
  ]);
});

it('waits two seconds at a comma, and a tenth of one between keys', () => {
  const turns = framesOf('1,2').map((frame) => (frame === undefined ? ' ' : '1'));
  expect(turns.join('')).toBe(`${'1'.repeat(8)}${' '.repeat(105)}${'1'.repeat(8)}     `);
});

it('is read as the same keys', () => {
  const reader = new TelephoneEvents();
  let timestamp = 0;
  const read = framesOf('0101022288,,123456#*').flatMap((frame, at) => {
    if (frame?.isFirst === true) timestamp = at * 160;
    return (frame && reader.read({ timestamp, payload: frame.payload })) ?? [];
  });
  expect(read.join('')).toBe('0101022288123456#*');
});

it('drops what is no key, and what is too much', () => {
  expect(framesOf('+46 a(x)').filter((frame) => frame?.isFirst === true)).toHaveLength(2);
  expect(framesOf('1'.repeat(500)).filter((frame) => frame?.isFirst === true)).toHaveLength(100);
  expect(framesOf('')).toEqual([]);
});
