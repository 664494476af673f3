import { expect, test } from 'vitest';
import { shortcutOf } from './shortcuts.ts';

const pressed = { altKey: true, shiftKey: true, ctrlKey: false, metaKey: false };

test('Alt, Shift and a letter, whatever Option makes of it on a Mac', () => {
  expect(shortcutOf({ ...pressed, key: 'M', code: 'KeyM' })).toBe('microphone');
  expect(shortcutOf({ ...pressed, key: 'Ó', code: 'KeyH' })).toBe('hand');
  // On another keyboard the letter is elsewhere.
  expect(shortcutOf({ ...pressed, key: 'L', code: 'KeyP' })).toBe('leave');
  expect(shortcutOf({ ...pressed, key: 'X', code: 'KeyX' })).toBeUndefined();
});

test('nothing that is written, and nothing of the browser’s', () => {
  for (const off of [{ altKey: false }, { shiftKey: false }, { ctrlKey: true }, { metaKey: true }])
    expect(shortcutOf({ ...pressed, ...off, key: 'M', code: 'KeyM' })).toBeUndefined();
});
