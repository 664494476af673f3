import { expect, it } from 'vitest';
import { BitrateControl } from './bitrateControl.ts';

it('sends no more than the least of what is agreed, asked for by TMMBR, and of use', () => {
  const control = new BitrateControl(1_500_000);
  expect(control.bitrate).toBe(1_500_000);
  control.agree(1_000_000);
  expect(control.bitrate).toBe(1_000_000);
  control.limit(600_000);
  expect(control.bitrate).toBe(600_000);
  control.limit(5_000_000);
  expect(control.bitrate).toBe(1_000_000);
});

it('sends less when much is lost, at once, and slowly more when nothing is', () => {
  const control = new BitrateControl(1_500_000);
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
  const control = new BitrateControl(1_500_000);
  for (let reports = 0; reports < 100; reports += 1) control.report(1);
  expect(control.bitrate).toBe(256_000);
  control.limit(100_000);
  expect(control.bitrate).toBe(100_000);
});
