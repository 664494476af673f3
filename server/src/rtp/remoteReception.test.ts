import { expect, test } from 'vitest';
import { RemoteReception } from './remoteReception.ts';

/** A report each five seconds, in which 250 packets are sent. @param reports highest sequence and 256ths lost. */
function news(reports: [highestSequence: number, fractionLost?: number][], each = 250) {
  const far = new RemoteReception();
  return reports.map(([highestSequence, fractionLost = 0], at) =>
    far.update({ ssrc: 1, highestSequence, fractionLost }, at * each),
  );
}

test('nothing changes while our packets arrive', () => {
  expect(news([[1_000], [1_250], [1_497], [1_750, 12]])).toEqual(Array(4).fill(undefined));
});

test('says once that they no longer arrive, and once that they do again', () => {
  const told = news([[1_000], [1_250], [1_250], [1_250], [1_500], [1_750]]);
  expect(told).toEqual([undefined, undefined, false, undefined, true, undefined]);
});

test('says so too when most of them are lost', () => {
  expect(news([[1_000], [1_250], [1_500, 200], [1_750]])).toEqual([
    undefined,
    undefined,
    false,
    true,
  ]);
});

test('sequence numbers wrap, and not all devices count the wraps', () => {
  expect(news([[0xffff_ff80], [122], [372]])).toEqual([undefined, undefined, undefined]);
  expect(news([[65_000], [65_250], [65_500], [214], [464]])).toEqual(Array(5).fill(undefined));
});

test('a delayed report is no loss', () => {
  const far = new RemoteReception();
  const told = [
    [1_000, 0],
    [1_250, 400],
    [1_750, 500],
    [2_000, 750],
  ].map(([highestSequence = 0, sent = 0]) =>
    far.update({ ssrc: 1, highestSequence, fractionLost: 0 }, sent),
  );
  expect(told).toEqual(Array(4).fill(undefined));
});

test('reports that have never shown reception are not believed', () => {
  expect(news([[0], [0], [0]])).toEqual(Array(3).fill(undefined));
  expect(news([[7], [30_000], [5]])).toEqual(Array(3).fill(undefined));
  expect(news([[1_000], [1_250, 255], [1_500, 255]])).toEqual(Array(3).fill(undefined));
});

test('nothing is judged while nothing is sent, as on hold', () => {
  const far = new RemoteReception();
  far.update({ ssrc: 1, highestSequence: 10, fractionLost: 0 }, 10);
  far.update({ ssrc: 1, highestSequence: 260, fractionLost: 0 }, 260);
  for (let at = 0; at < 5; at += 1)
    expect(far.update({ ssrc: 1, highestSequence: 260, fractionLost: 0 }, 300)).toBeUndefined();
  expect(far.update({ ssrc: 1, highestSequence: 500, fractionLost: 0 }, 550)).toBeUndefined();
});
