import { expect, it } from 'vitest';
import { LoadControl } from './loadControl.ts';

const INTERVAL_MS = 40;

/** Pictures for so many seconds. @returns when they end. */
function run(control: LoadControl, from: number, seconds: number, isLate: boolean): number {
  const end = from + seconds * 1_000;
  for (let now = from; now < end; now += INTERVAL_MS) control.picture(isLate, now);
  return end;
}

it('stays where it is while pictures are in time, or a few late', () => {
  const control = new LoadControl();
  for (let at = 0; at < 1_000; at += 1) control.picture(at % 10 === 0, at * INTERVAL_MS);
  expect(control.level).toBe('full');
});

it('shows less and less while pictures are late, down to none', () => {
  const control = new LoadControl();
  const levels: string[] = [];
  for (let at = 0; at < 1_000; at += 1)
    if (control.picture(true, at * INTERVAL_MS)) levels.push(control.level);
  expect(levels).toEqual(['reduced', 'slow', 'oneTile', 'soundOnly']);
});

it('leaves pictures out before it leaves people out, and people before it leaves out all', () => {
  const levelAfter = (isLate: (at: number) => boolean) => {
    const control = new LoadControl();
    for (let at = 0; at < 2_000; at += 1) control.picture(isLate(at), at * INTERVAL_MS);
    return control.level;
  };
  expect(levelAfter((at) => at % 5 < 2)).toBe('full');
  expect(levelAfter((at) => at % 2 === 0 || at % 20 === 1)).toBe('slow');
  expect(levelAfter((at) => at % 5 < 4)).toBe('oneTile');
});

it('goes back up a level at a time, and waits longer after a try that failed', () => {
  const control = new LoadControl();
  let now = run(control, 0, 4.04, true);
  expect(control.level).toBe('slow');
  now = run(control, now, 12, false);
  expect(control.level).toBe('reduced');
  now = run(control, now, 12, false);
  expect(control.level).toBe('full');
  // The last try fails at once: the next one waits twice as long.
  now = run(control, now, 2, true);
  expect(control.level).toBe('reduced');
  now = run(control, now, 13, false);
  expect(control.level).toBe('reduced');
  run(control, now, 12, false);
  expect(control.level).toBe('full');
});
