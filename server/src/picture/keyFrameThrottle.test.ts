import { expect, it } from 'vitest';
import { KeyFrameThrottle } from './keyFrameThrottle.ts';

it('sends two key frames for a hundred requests in a second', () => {
  const throttle = new KeyFrameThrottle();
  throttle.asked(0);
  let sent = 0;
  for (let now = 1_000; now < 2_000; now += 10) {
    throttle.request();
    if (!throttle.isDue(now)) continue;
    sent += 1;
    throttle.asked(now);
  }
  expect(sent).toBe(2);
});

it('sends one at once when the last is old, and after a restart', () => {
  const throttle = new KeyFrameThrottle();
  expect(throttle.isDue(0)).toBe(true);
  throttle.asked(0);
  expect(throttle.isDue(10_000)).toBe(false);
  throttle.request();
  expect(throttle.isDue(10_000)).toBe(true);
  throttle.asked(10_000);
  throttle.restart();
  expect(throttle.isDue(10_001)).toBe(true);
});
