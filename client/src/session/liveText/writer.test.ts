// What is written arrives whole and in order, whatever the line and the server do.
import { applyT140, NEW_LINE } from '@distansmote/shared/signalling/t140.ts';
import { randomFrom } from '@distansmote/testkit/random.ts';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Writer } from './writer.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A server as `meetings/liveText.ts` is to a page, behind a line that can be cut. */
function farEnd() {
  const far = {
    shown: '',
    lastSeq: 0,
    requests: [] as string[],
    isCut: false,
    refuses: 0,
    rttMs: 100,
    waiting: [] as boolean[],
  };
  const deliver = ({ seq, text }: { seq: number; text: string }): void => {
    const last = far.lastSeq;
    if (seq > last + 1) throw new Error('outOfOrder');
    if (seq <= last) return;
    far.lastSeq = seq;
    far.shown = applyT140(far.shown, text);
  };
  const writer = new Writer({
    send: (one) =>
      new Promise((resolve, reject) => {
        const sent = { ...one };
        far.requests.push(sent.text);
        setTimeout(() => {
          if (far.isCut) return reject(new Error('unanswered'));
          if (far.refuses > 0) {
            far.refuses -= 1;
            return reject(new Error('tooFast'));
          }
          try {
            deliver(sent);
          } catch (error) {
            return reject(error);
          }
          return setTimeout(() => {
            // It has arrived, and the answer is lost.
            if (far.isCut) reject(new Error('unanswered'));
            else resolve({ at: sent.seq });
          }, far.rttMs / 2);
        }, far.rttMs / 2);
      }),
    onArrived: () => undefined,
    onWaiting: (isWaiting) => far.waiting.push(isWaiting),
    nowMs: () => Date.now(),
  });
  return { far, writer };
}

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

test('the first letter leaves at once, those after it within 300 ms', async () => {
  const { far, writer } = farEnd();
  writer.joined({ lastSeq: 0, live: '' });
  writer.write('H');
  expect(far.requests).toEqual(['H']);
  writer.write('He');
  writer.write('Hej');
  await pass(299);
  expect(far.requests).toEqual(['H']);
  await pass(1);
  expect(far.requests).toEqual(['H', 'ej']);
  await pass(100);
  expect(far.shown).toBe('Hej');
  expect(far.waiting.at(-1)).toBe(false);
});

test('what is written before the join, and while the line is cut, comes later', async () => {
  const { far, writer } = farEnd();
  writer.joined({ lastSeq: 0, live: '' });
  writer.write('A');
  await pass(1_000);
  writer.lost();
  writer.write('An');
  writer.write('Anna');
  writer.end();
  writer.write('B');
  await pass(5_000);
  expect(far.shown).toBe('A');
  writer.joined({ lastSeq: far.lastSeq, live: far.shown });
  await pass(1_000);
  expect(far.shown).toBe(`Anna${NEW_LINE}B`);
});

test('what arrived and was not answered is not written twice', async () => {
  const { far, writer } = farEnd();
  writer.joined({ lastSeq: 0, live: '' });
  writer.write('A');
  await pass(60);
  far.isCut = true;
  writer.write('AB');
  await pass(5_000);
  far.isCut = false;
  writer.resumed();
  await pass(3_000);
  expect(far.shown).toBe('AB');
});

test('a refusal holds up what comes after it, and no more', async () => {
  const { far, writer } = farEnd();
  writer.joined({ lastSeq: 0, live: '' });
  far.rttMs = 2_000;
  far.refuses = 2;
  for (const line of ['a', 'ab', 'abc', 'abcd']) {
    writer.write(line);
    await pass(300);
  }
  await pass(10_000);
  expect(far.shown).toBe('abcd');
});

test('a server that has lost all is given the line anew', async () => {
  const { far, writer } = farEnd();
  writer.joined({ lastSeq: 0, live: '' });
  writer.write('Hej ');
  await pass(1_000);
  far.isCut = true;
  writer.write('Hej Bo');
  writer.lost();
  far.isCut = false;
  far.shown = '';
  far.lastSeq = 0;
  writer.joined({ lastSeq: 0, live: '' });
  await pass(3_000);
  expect(far.shown).toBe('Hej Bo');
});

test('a page that was loaded anew goes on with its line', async () => {
  const { far, writer } = farEnd();
  far.shown = 'Hej';
  far.lastSeq = 7;
  expect(writer.joined({ lastSeq: 7, live: 'Hej' })).toBe('Hej');
  writer.write('Hej!');
  await pass(1_000);
  expect([far.shown, far.lastSeq]).toEqual(['Hej!', 8]);
});

test('no faster than the server grants, and all of it comes', async () => {
  const { far, writer } = farEnd();
  writer.joined({ lastSeq: 0, live: '' });
  const line = 'x'.repeat(1_500);
  for (let lines = 0; lines < 3; lines += 1) {
    writer.write(line);
    writer.end();
  }
  await pass(3_000);
  const sentSoon = far.requests.join('').length;
  expect(sentSoon).toBeLessThan(2_100);
  await pass(150_000);
  expect(far.shown).toBe(`${line}${NEW_LINE}`.repeat(3));
  expect(Math.max(...far.requests.map(({ length }) => length))).toBeLessThanOrEqual(500);
});

test('on a line that cuts, forgets answers and refuses, all arrives in the end', async () => {
  const random = randomFrom(9);
  const { far, writer } = farEnd();
  writer.joined({ lastSeq: 0, live: '' });
  let typed = '';
  let wanted = '';
  for (let step = 0; step < 400; step += 1) {
    const what = random();
    if (what < 0.7) typed += String.fromCodePoint(97 + Math.floor(random() * 26));
    else if (what < 0.85) typed = typed.slice(0, Math.floor(random() * typed.length));
    else if (what < 0.9) {
      writer.end();
      if (typed !== '') wanted += typed + NEW_LINE;
      typed = '';
    } else if (what < 0.93) far.isCut = !far.isCut;
    else if (what < 0.96) far.refuses += 1;
    else {
      far.isCut = false;
      writer.lost();
      await pass(200);
      const live = far.shown.slice(far.shown.lastIndexOf(NEW_LINE) + 1);
      writer.joined({ lastSeq: far.lastSeq, live });
    }
    writer.write(typed);
    await pass(random() * 400);
  }
  far.isCut = false;
  far.refuses = 0;
  writer.resumed();
  await pass(60_000);
  expect(far.shown).toBe(wanted + typed);
});
