// Real-time text over the wire: who gets it, what is refused and how, what it may cost, and what a page that was away finds.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LIVE_TEXT_BUDGET } from '@distansmote/shared/signalling/liveTextLimits.ts';
import { applyT140, linesOf } from '@distansmote/shared/signalling/t140.ts';
import { Page } from '@distansmote/testkit/browser/page.ts';
import { sharedServer } from '@distansmote/testkit/server/sharedServer.ts';
import { tempFolder } from '@distansmote/testkit/server/tempFolder.ts';
import { startTestServer } from '@distansmote/testkit/server/testServer.ts';
import { eventually } from '@distansmote/testkit/waiting/eventually.ts';
import { expect, test } from 'vitest';

const { server, open, conveneMeeting } = await sharedServer();

async function two() {
  const { callId } = await server.makeSpace();
  const [anna, bo] = [await open(), await open()];
  const { participantId: annaId } = await anna.enter(callId, 'Anna');
  await bo.enter(callId, 'Bo');
  return { callId, anna, annaId, bo };
}

const write = (page: Page, seq: number, text: string) => page.request('writeText', { seq, text });
const shownTo = (page: Page) =>
  page.all('textWritten').reduce((shown, { text }) => applyT140(shown, text), '');

/** Resolves when everything that this page has sent has reached the other. */
async function settle(from: Page, at: Page): Promise<void> {
  await from.request('raiseHand', {});
  await at.waitForNotice('handRaised');
}

test('everybody else in the meeting sees it, and nobody outside, in its lobby or about to join', async () => {
  const { callId, convener } = await conveneMeeting({ lobby: 'withoutLink' });
  const { anna, bo } = await two();
  const [waiting, preparing] = [await open(), await open()];
  await waiting.knock(callId, 'Lars');
  preparing.secret = (await server.spaces.findByCallId(callId))?.secret;
  await preparing.prepare(callId);
  const guest = await open();
  guest.secret = preparing.secret;
  await guest.enter(callId, 'Elsa');

  await write(convener, 1, 'Hel');
  await write(convener, 2, '\bj\u2028och');
  await settle(convener, guest);
  expect(shownTo(guest)).toBe('Hej\u2028och');
  for (const page of [convener, waiting, preparing, anna, bo])
    expect(page.all('textWritten')).toEqual([]);
  for (const page of [waiting, preparing]) {
    expect(await page.expectRefusal('readText', {})).toEqual({ code: 'notJoined' });
    expect(await page.expectRefusal('writeText', { seq: 1, text: 'x' })).toEqual({
      code: 'notJoined',
    });
  }
});

test('whoever has been sent out neither writes nor reads any more', async () => {
  const { callId, convener } = await conveneMeeting();
  const [guest, other] = [await open(), await open()];
  const { participantId } = await guest.enter(callId, 'Bo');
  await other.enter(callId, 'Elsa');
  await write(guest, 1, 'Jag ');
  await convener.request('removeParticipant', { participantId });
  await guest.waitForNotice('removed');
  expect(await guest.expectRefusal('writeText', { seq: 2, text: 'blir kvar' })).toEqual({
    code: 'notJoined',
  });
  expect(await guest.expectRefusal('readText', {})).toEqual({ code: 'notJoined' });
  await write(convener, 1, 'Hemligt');
  await settle(convener, other);
  expect(linesOf(shownTo(other))).toEqual({ ended: ['Jag '], live: 'Hemligt' });
  expect(guest.all('textWritten')).toEqual([]);
});

test.each([
  ['half an emoji', { seq: 1, text: 'a\ud83d' }, 'text'],
  ['the other half', { seq: 1, text: '\ude00' }, 'text'],
  ['what turns the text around', { seq: 1, text: '\u202egnp.exe' }, 'text'],
  ['an isolate', { seq: 1, text: '\u2066a\u2069' }, 'text'],
  ['a null', { seq: 1, text: 'a\u0000' }, 'text'],
  ['a bell', { seq: 1, text: '\u0007' }, 'text'],
  ['an escape', { seq: 1, text: '\u001b[31m' }, 'text'],
  ['a string for the machine', { seq: 1, text: '\u0098a\u009c' }, 'text'],
  ['a byte order mark', { seq: 1, text: '\ufeffa' }, 'text'],
  ['a line feed', { seq: 1, text: 'a\n' }, 'text'],
  ['a paragraph separator', { seq: 1, text: 'a\u2029' }, 'text'],
  ['nothing', { seq: 1, text: '' }, 'text'],
  ['2,001 characters', { seq: 1, text: 'x'.repeat(2_001) }, 'text'],
  ['no text', { seq: 1 }, 'text'],
  ['a list', { seq: 1, text: ['x'] }, 'text'],
  ['number nought', { seq: 0, text: 'x' }, 'seq'],
  ['a number below it', { seq: -1, text: 'x' }, 'seq'],
  ['half a number', { seq: 1.5, text: 'x' }, 'seq'],
  ['a number beyond all', { seq: 1e300, text: 'x' }, 'seq'],
  ['a number in quotes', { seq: '1', text: 'x' }, 'seq'],
])('%s is refused by name', async (_, body, where) => {
  const { anna, bo } = await two();
  expect(await anna.expectRefusal('writeText', body)).toEqual({ code: 'invalid', where });
  await write(anna, 1, 'ok');
  await settle(anna, bo);
  expect(shownTo(bo)).toBe('ok');
});

test('10,000 characters at once are too large, and the meeting goes on', async () => {
  const { anna, bo } = await two();
  for (const character of ['x', '"', '😀', '\b'])
    expect(
      await anna.expectRefusal('writeText', { seq: 1, text: character.repeat(10_000) }),
    ).toEqual({ code: 'tooLarge' });
  await write(anna, 1, 'ok');
  await settle(anna, bo);
  expect(shownTo(bo)).toBe('ok');
});

test.each([
  ['marks of direction', '\u200fسلام\u200e'],
  ['an emoji of several', '👩‍👩‍👧‍👦🇸🇪'],
  ['2,000 quotation marks, which JSON doubles', '"'.repeat(2_000)],
  ['2,000 commas and brackets', ',['.repeat(1_000)],
])('%s are written as they are', async (_, text) => {
  const { anna, bo } = await two();
  await write(anna, 1, text);
  await settle(anna, bo);
  expect(shownTo(bo)).toBe(text);
});

test('what comes again changes nothing, and what comes too soon is refused', async () => {
  const { anna, bo } = await two();
  await write(anna, 1, 'a');
  for (const seq of [3, 7, Number.MAX_SAFE_INTEGER])
    expect(await anna.expectRefusal('writeText', { seq, text: 'forged' })).toEqual({
      code: 'outOfOrder',
    });
  await write(anna, 2, 'b');
  for (const seq of [1, 2, 1]) await write(anna, seq, 'again');
  await write(anna, 3, 'c');
  // Numbers are each person's own.
  await write(bo, 1, 'x');
  await settle(anna, bo);
  expect(shownTo(bo)).toBe('abc');
  await settle(bo, anna);
  expect(shownTo(anna)).toBe('x');
});

test('a client that heeds no budget gets no more than its own, and others write on', async () => {
  const { anna, bo } = await two();
  const others = await two();
  const { characters, requests } = LIVE_TEXT_BUDGET;
  const answers = [];
  let granted = 0;
  for (let seq = 1; seq <= 60; seq += 1) {
    const answer = await anna.ask('writeText', { seq: granted + 1, text: 'x'.repeat(400) });
    answers.push(answer);
    if (answer.ok) granted += 1;
  }
  // A slow machine refills them meanwhile.
  expect(granted).toBeGreaterThan(0);
  expect(granted).toBeLessThan(30);
  expect(granted * 400).toBeLessThan(characters.burst + 20_000);
  const refused = answers.filter((answer) => !answer.ok);
  expect(refused.length).toBeGreaterThan(30);
  for (const answer of refused) expect(answer).toEqual({ ok: false, refusal: { code: 'tooFast' } });
  // Everything that was granted has arrived, and nothing else.
  await eventually(() => shownTo(bo).replaceAll('\u2028', '').length, granted * 400);
  expect(requests.burst).toBeLessThan(60);
  await write(bo, 1, 'Jag skriver ändå');
  await write(others.anna, 1, 'Hej');
  await settle(others.anna, others.bo);
  expect(shownTo(others.bo)).toBe('Hej');
});

test('a page whose socket was away gets what was written meanwhile, once and in order', async () => {
  const { anna, bo } = await two();
  await write(anna, 1, 'a');
  bo.socket.io.reconnection(false);
  bo.cut();
  await eventually(() => bo.socket.connected, false);
  for (let seq = 2; seq <= 6; seq += 1) await write(anna, seq, `${seq}`);
  bo.socket.connect();
  await eventually(() => shownTo(bo), 'a23456');
  expect(bo.socket.recovered).toBe(true);
});

test('somebody who comes later reads the latest of each, and the same person goes on where they were', async () => {
  const { callId, anna, annaId, bo } = await two();
  await write(anna, 1, 'Rad ett\u2028Rad t');
  await write(bo, 1, 'Bo här\u2028');
  const clara = await open();
  await clara.enter(callId, 'Clara');
  const read = await clara.request('readText', {});
  expect(read.lines.map(({ name, text }) => [name, text])).toEqual([
    ['Anna', 'Rad ett'],
    ['Bo', 'Bo här'],
  ]);
  expect(read.writing).toEqual([{ participantId: annaId, text: 'Rad t' }]);
  expect(read.lastSeq).toBe(0);

  // As after a reload.
  const again = await open();
  again.personKey = anna.personKey;
  await again.enter(callId, 'Anna');
  const own = await again.request('readText', {});
  expect(own.lastSeq).toBe(1);
  expect(own.writing).toEqual(read.writing);
  await write(again, 2, 'vå');
  await settle(again, clara);
  expect(shownTo(clara)).toBe('vå');
});

test('of a name that a convener came with later, the earlier lines are told apart', async () => {
  const { cookie, callId, convener } = await conveneMeeting();
  convener.close();
  const guest = await open();
  await guest.enter(callId, 'Karin');
  await write(guest, 1, 'Jag är Karin.\u2028');
  const karin = await open({ extraHeaders: { cookie } });
  await karin.enter(callId, 'Karin');
  const { lines } = await karin.request('readText', {});
  expect(lines.map(({ name }) => name)).toEqual(['Karin (2)']);
});

test('whoever leaves has ended their line', async () => {
  const { anna, bo } = await two();
  await write(anna, 1, 'Jag måste g');
  await anna.request('leave', {});
  await bo.waitForNotice('participantLeft');
  expect(linesOf(shownTo(bo))).toEqual({ ended: ['Jag måste g'], live: '' });
  const { lines, writing } = await bo.request('readText', {});
  expect(lines.map(({ text }) => text)).toEqual(['Jag måste g']);
  expect(writing).toEqual([]);
});

test('nothing of it is on the disk, also after the meeting', async () => {
  const folder = tempFolder();
  const own = await startTestServer({ DATA_DIR: folder });
  const { callId } = await own.makeSpace();
  const page = await Page.open(own);
  await page.enter(callId, 'Anna');
  await write(page, 1, 'hemligt-ord-7261\u2028');
  page.close();
  await own.stop();
  const files = readdirSync(folder).map((name) => readFileSync(join(folder, name)));
  expect(files.length).toBeGreaterThan(0);
  for (const file of files) expect(file.includes('hemligt-ord-7261')).toBe(false);
});
