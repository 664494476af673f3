// Whose pictures are received: everybody's, nobody's by choice; where the computer cannot keep up, theirs who sign.
import { expect, test } from 'vitest';
import { isPictureShown } from './isPictureShown.ts';

const signs = { isSigning: true };
const interprets = { role: { type: 'signLanguageInterpreter' } } as const;

test('where the computer cannot keep up, who signs and who interprets signs are still seen, and nobody and nothing else', () => {
  expect(isPictureShown('offByCpuOveruse', signs)).toBe(true);
  expect(isPictureShown('offByCpuOveruse', interprets)).toBe(true);
  expect(isPictureShown('offByCpuOveruse', {})).toBe(false);
  expect(isPictureShown('offByCpuOveruse', { role: { type: 'captioner' } })).toBe(false);
  expect(isPictureShown('offByCpuOveruse', signs, 'screen')).toBe(false);
});

test('by choice nobody is seen', () => {
  for (const one of [signs, interprets, {}]) expect(isPictureShown('offByChoice', one)).toBe(false);
});

test('otherwise everybody is', () => {
  expect(isPictureShown('shown', {})).toBe(true);
  expect(isPictureShown('shown', {}, 'screen')).toBe(true);
});
