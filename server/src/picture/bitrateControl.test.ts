import { expect, it } from 'vitest';
import { BitrateControl } from './bitrateControl.ts';

function confirmed(best: number): BitrateControl {
  const control = new BitrateControl(best);
  control.confirm(true);
  return control;
}

it('sends no more than the least of what is agreed, asked for by TMMBR, and of use', () => {
  const control = confirmed(1_500_000);
  expect(control.bitrate).toBe(1_500_000);
  control.agree(1_000_000);
  expect(control.bitrate).toBe(1_000_000);
  control.limit(600_000);
  expect(control.bitrate).toBe(600_000);
  control.limit(5_000_000);
  expect(control.bitrate).toBe(1_000_000);
});

it('sends less when much is lost, at once, and slowly more when nothing is', () => {
  const control = confirmed(1_500_000);
  control.report(0.4);
  expect(control.bitrate).toBe(1_200_000);
  control.report(0.05);
  expect(control.bitrate).toBe(1_200_000);
  control.report(0);
  expect(control.bitrate).toBe(1_250_000);
  for (let reports = 0; reports < 100; reports += 1) control.report(0);
  expect(control.bitrate).toBe(1_500_000);
});

it('never goes below what a picture needs, unless the room asks for it', () => {
  const control = confirmed(1_500_000);
  for (let reports = 0; reports < 100; reports += 1) control.report(1);
  expect(control.bitrate).toBe(256_000);
  control.limit(100_000);
  expect(control.bitrate).toBe(100_000);
});

it('sends little to an address from which nothing has come', () => {
  const control = new BitrateControl(1_500_000);
  expect(control.bitrate).toBe(128_000);
  control.confirm(true);
  expect(control.bitrate).toBe(1_500_000);
  control.confirm(false);
  expect(control.bitrate).toBe(128_000);
});

it.each([0, 1, 15_999, 63_999])('of %i bits a second no picture is made', (asked) => {
  const control = confirmed(1_500_000);
  control.limit(asked);
  expect(control.isStopped).toBe(true);
  // Encoders take no less.
  expect(control.bitrate).toBe(64_000);
  control.limit(1_000_000);
  expect(control.isStopped).toBe(false);
  expect(control.bitrate).toBe(1_000_000);
});
