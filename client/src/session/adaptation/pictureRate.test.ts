// A signer's picture that is too jerky to read is told after five seconds, with the reason, and taken back as slowly.
import { beforeEach, expect, test } from 'vitest';
import { createPictureRate, type SentPictures } from './pictureRate.ts';

const smooth: SentPictures = { sentPerSecond: 29, capturedPerSecond: 30, limitedBy: 'none' };
const jerky: SentPictures = { ...smooth, sentPerSecond: 14, limitedBy: 'bandwidth' };

let look: ReturnType<typeof createPictureRate>;
beforeEach(() => {
  look = createPictureRate();
});
const after = (seconds: number, pictures: SentPictures) => {
  let said: ReturnType<typeof look>;
  for (let second = 0; second < seconds; second += 1) said = look(pictures);
  return said;
};

test('four jerky seconds are not worth a word, five are', () => {
  expect(after(4, jerky)).toBeUndefined();
  expect(after(1, smooth)).toBeUndefined();
  expect(after(4, jerky)).toBeUndefined();
  expect(after(1, jerky)).toBe('network');
});

test('it is said until the picture has been smooth for as long', () => {
  after(5, jerky);
  expect(after(4, smooth)).toBe('network');
  expect(after(1, jerky)).toBe('network');
  expect(after(5, smooth)).toBeUndefined();
});

test.each([
  [{ limitedBy: 'cpu' }, 'computer'],
  [{ limitedBy: 'bandwidth' }, 'network'],
  [{ capturedPerSecond: 12, limitedBy: 'none' }, 'camera'],
  // A browser that tells neither.
  [{ capturedPerSecond: undefined, limitedBy: undefined }, 'network'],
])('%o: because of the %s', (rest, because) => {
  expect(after(5, { ...jerky, ...rest })).toBe(because);
});
