// The menu for whoever types (RFC 4103).
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import { TestCaller } from '@distansmote/testkit/telephone/testCaller.ts';
import { READ_LANGUAGES_OFFERED } from './menuLanguages.ts';
import { promptText } from './promptText.ts';
import { readBack, spokenCount } from './spokenNumber.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const entered = { type: 'entered', others: 2, isLinked: false } as const;
const waiting = { type: 'waiting', isConvenerThere: true } as const;
const ANNA = { id: 'anna' as ParticipantId, name: 'Anna' };

test.each([
  ['787544182#', undefined],
  ['787 544 182\u2028', undefined],
  ['787-544-182 \u2028', undefined],
  ['78754499\b\b182#', undefined],
  ['hej 787544182 0042#', '0042'],
  ['٧٨٧ ٥٤٤ ١٨٢\u2028', undefined],
  ['۷۸۷۵۴۴۱۸۲#', undefined],
])('%j is a call ID', async (typed, pin) => {
  const caller = new TestCaller(entered);
  await caller.types(typed);
  expect(caller.lookedUp).toEqual([{ callId: '787544182', pin }]);
  expect(caller.hears[0]).toBe('inMeeting');
});

test('letter by letter too, and 0 is the other language', async () => {
  const caller = new TestCaller(entered);
  await caller.types('0\u2028');
  expect(caller.language).toBe('en');
  for (const letter of '787 544 182') await caller.types(letter);
  await caller.waits(3);
  expect(caller.lookedUp).toHaveLength(1);
});

test('who reads chooses a language by the key beside its name, and 0 comes back; who hears cannot', async () => {
  const caller = new TestCaller(entered);
  caller.isByText = true;
  await caller.types('3\u2028');
  expect([caller.readsIn, caller.language, caller.hears[0]]).toEqual(['ar', 'sv', 'welcome']);
  await caller.types('٦\u2028');
  expect(caller.readsIn).toBe('uk');
  await caller.types('0\u2028');
  expect(caller.readsIn).toBe('sv');
  await caller.types('0#');
  expect(caller.readsIn).toBe('en');
  await caller.types('7#787544182#');
  expect([caller.readsIn, caller.hears[0]]).toEqual(['pl', 'inMeeting']);
  const hearing = new TestCaller();
  await hearing.keys('3#');
  expect(hearing.hears).toContain('nineDigits');
});

test('the choice is read line by line in own names, and a translation says what it is', () => {
  const question = promptText(['welcome', 'askCallId', 'otherLanguage'], 'fi');
  expect(question).toBe(
    [
      'Tervetuloa etätapaamiseen. Tietokone on kääntänyt tekstit. Kirjoita tapaamistunnus, yhdeksän numeroa, ja lopuksi ruutu (#) tai uusi rivi. För svenska, skriv 0.',
      '2 Suomi',
      '3 العربية',
      '4 Soomaali',
      '5 فارسی',
      '6 Українська',
      '7 Polski',
    ].join('\u2028'),
  );
  expect(promptText(['youKeyed', ...readBack('787544'), 'numberIsWrong'], 'pl')).toBe(
    'Napisany numer: 787 544 Ten numer jest błędny.',
  );
});

test('a new line alone asks for nothing while the question is said', async () => {
  const caller = new TestCaller(entered);
  await caller.types('\u2028\u2028hej\u2028');
  expect(caller.hears[0]).toBe('welcome');
  expect(caller.lookedUp).toEqual([]);
});

test('who reads has a minute, and five repeats', async () => {
  const caller = new TestCaller();
  caller.isByText = true;
  for (let count = 0; count <= 5; count += 1) {
    caller.listens();
    await caller.waits(59);
    expect(caller.hears).toEqual([]);
    await caller.waits(1);
  }
  expect(caller.hears).toEqual(['nothingKeyed', 'goodbye']);
});

test('in the meeting what is typed is for the others, and what they type is read', async () => {
  const caller = new TestCaller(entered);
  caller.ivr.textWritten({ ...ANNA, text: 'x' });
  await caller.types('787544182#');
  await caller.types('Hej *6\b');
  caller.ivr.textWritten({ ...ANNA, text: 'Hej!' });
  expect(caller.written).toEqual(['Hej *6\b']);
  expect(caller.reads).toEqual(['Anna: Hej!']);
  expect(caller.done).toEqual([]);
});

test('in the lobby, and after the goodbye, there are no others', async () => {
  const caller = new TestCaller(waiting);
  await caller.types('787544182#hemligt');
  caller.ivr.textWritten({ ...ANNA, text: 'hemligt' });
  caller.ivr.admitted(1);
  await caller.types('Hej');
  caller.ivr.removed();
  caller.ivr.textWritten({ ...ANNA, text: 'hemligt' });
  await caller.types('hallå');
  expect([caller.written, caller.reads]).toEqual([['Hej'], []]);
});

test('a prompt is words, with its numbers in figures', () => {
  expect(promptText(['welcome', 'askCallId', 'otherLanguage'], 'sv')).toBe(
    [
      'Välkommen till distansmötet. Skriv samtals-ID, nio siffror, och avsluta med fyrkant (#) eller ny rad. For English, type 0.',
      ...READ_LANGUAGES_OFFERED,
    ].join('\u2028'),
  );
  expect(promptText(['youKeyed', ...readBack('787544'), 'numberIsWrong'], 'en')).toBe(
    'You typed: 787 544 That number is not right.',
  );
  for (const [count, written] of [
    [3, 3],
    [17, 17],
    [40, 40],
    [42, 42],
    [100, 100],
  ] as const) {
    const text = promptText(['youAre', ...spokenCount(count), 'peopleHere'], 'sv');
    expect(text).toBe(`Ni är ${written} personer i mötet.`);
  }
  expect(promptText(['waitingMusic', 'pause'], 'sv')).toBe('');
});
