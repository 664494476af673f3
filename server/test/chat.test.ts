// Chat: messages reach their recipients and nobody else, including those who join late or rejoin.
import { randomUUID } from 'node:crypto';
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import {
  CHAT_LIMIT,
  MESSAGE_BUDGET,
  MESSAGE_MAX_LENGTH,
} from '@distansmote/shared/signalling/messageLimits.ts';
import type { Reply } from '@distansmote/shared/signalling/requests.ts';
import { expect, test } from 'vitest';
import { RATES } from '../src/limits/limits.ts';
import type { Page } from '@distansmote/testkit/browser/page.ts';
import { sharedServer } from '@distansmote/testkit/server/sharedServer.ts';

const { server, open } = await sharedServer();

/** Anna, Bo and Clara in a meeting of their own. */
async function three() {
  const { callId } = await server.makeSpace();
  const people = [];
  for (const name of ['Anna', 'Bo', 'Clara']) {
    const page = await open();
    people.push({ page, id: (await page.enter(callId, name)).participantId });
  }
  const [anna, bo, clara] = people;
  if (anna === undefined || bo === undefined || clara === undefined) throw new Error('not three');
  return { callId, anna, bo, clara };
}

const write = (page: Page, to: 'everybody' | ParticipantId, text: string, id = randomUUID()) =>
  page.request('sendMessage', { id, to, text });
const readBy = (page: Page) => page.all('messageSent').map(({ message }) => message.text);

/** Resolves when everything that this page has sent has reached the other. */
async function settle(from: Page, at: Page): Promise<void> {
  const before = at.all('handRaised').length;
  await from.request('raiseHand', {});
  await at.waitForNotice('handRaised');
  expect(at.all('handRaised').length).toBeGreaterThan(before);
}

test('combining marks are limited per letter, so that nobody can write over others’ messages', async () => {
  const { anna, bo } = await three();
  const pile = '\u0301'.repeat(500);
  const joined = '\u0301\u200d\u200c'.repeat(500);
  await write(anna.page, 'everybody', `a${pile} b${joined}c`);
  const honest = 'ä שָׁ֑לוֹם ཧྐྵྨླྺྼྻྂ ❤️‍🔥 می‌خواهم';
  await write(anna.page, 'everybody', honest);
  await settle(anna.page, bo.page);
  const [piled = '', kept] = readBy(bo.page);
  expect(piled.match(/\p{M}/gu)).toHaveLength(16);
  expect(piled.replace(/\p{M}|\p{Cf}/gu, '')).toBe('a bc');
  expect(kept).toBe(honest);
});

test('a message to everybody reaches everybody else once, with its sender and time', async () => {
  const { anna, bo, clara } = await three();
  const { sentAt } = await write(anna.page, 'everybody', 'Hej alla <b>');
  for (const { page } of [bo, clara]) {
    const { message } = await page.waitForNotice('messageSent');
    expect(message).toMatchObject({ from: anna.id, fromName: 'Anna', to: 'everybody', sentAt });
    expect(message.text).toBe('Hej alla <b>');
  }
  expect(readBy(anna.page)).toEqual([]);
});

test('a private message reaches its recipient alone, and its sender is told when it has arrived', async () => {
  const { callId, anna, bo, clara } = await three();
  const id = randomUUID() as string;
  await anna.page.request('sendMessage', { id, to: bo.id, text: 'Bara till dig' });
  expect((await bo.page.waitForNotice('messageSent')).message.text).toBe('Bara till dig');
  await clara.page.request('messagesArrived', { ids: [id] });
  await bo.page.request('messagesArrived', { ids: [id] });
  expect(await anna.page.waitForNotice('messageDelivered')).toEqual({ id });
  await settle(anna.page, clara.page);
  expect(anna.page.all('messageDelivered')).toHaveLength(1);
  expect(JSON.stringify(clara.page.notices)).not.toContain('Bara till dig');

  const dora = await open();
  await dora.enter(callId, 'Dora');
  expect(await dora.history()).toEqual([]);
});

test('a message sent twice arrives once', async () => {
  const { anna, bo } = await three();
  const id = randomUUID();
  const first = await write(anna.page, 'everybody', 'En gång', id);
  const second = await write(anna.page, 'everybody', 'En gång', id);
  expect(second).toEqual(first);
  await settle(anna.page, bo.page);
  expect(readBy(bo.page)).toEqual(['En gång']);
});

test('somebody who joins late reads messages to everybody; somebody who rejoins also their private ones', async () => {
  const { callId, anna, bo, clara } = await three();
  await write(anna.page, 'everybody', 'Till alla');
  await write(anna.page, bo.id, 'Till Bo');
  await write(bo.page, anna.id, 'Till Anna');
  await write(clara.page, anna.id, 'Från Clara');
  const late = await open();
  const read = (messages: { text: string }[]) => messages.map(({ text }) => text);
  await late.enter(callId, 'Dora');
  expect(read(await late.history())).toEqual(['Till alla']);

  const again = await open();
  again.personKey = bo.page.personKey;
  bo.page.close();
  const { participantId } = await again.enter(callId, 'Bo');
  expect(participantId).toBe(bo.id);
  expect(read(await again.history())).toEqual(['Till alla', 'Till Bo', 'Till Anna']);
});

test('nothing is left when the meeting is over', async () => {
  const { callId, anna, bo, clara } = await three();
  await write(anna.page, 'everybody', 'Borta sedan');
  for (const { page } of [anna, bo, clara]) await page.request('leave', {});
  await anna.page.enter(callId, 'Anna');
  expect(await anna.page.history()).toEqual([]);
});

test('nothing can be sent to somebody who has left', async () => {
  const { anna, bo } = await three();
  await bo.page.request('leave', {});
  const body = { id: randomUUID(), to: bo.id, text: 'Är du där?' };
  expect(await anna.page.expectRefusal('sendMessage', body)).toEqual({ code: 'recipientGone' });
});

test('nobody can write into another meeting', async () => {
  const { anna } = await three();
  const other = await three();
  const body = { id: randomUUID(), to: other.bo.id, text: 'Fel möte' };
  expect(await anna.page.expectRefusal('sendMessage', body)).toEqual({ code: 'recipientGone' });
  await anna.page.request('reportPlayback', {
    reports: [{ of: other.bo.id, sound: 'played', picture: 'shown' }],
  });
  await settle(other.anna.page, other.bo.page);
  expect(other.bo.page.noticeNames).not.toContain('playbackReported');
});

test('a sender over the rate limit is told so, and the others receive what came before', async () => {
  const { anna, bo } = await three();
  for (let count = 0; count < MESSAGE_BUDGET.messages; count += 1) {
    await write(anna.page, 'everybody', `nummer ${count}`);
  }
  const body = { id: randomUUID(), to: 'everybody', text: 'för mycket' };
  expect(await anna.page.expectRefusal('sendMessage', body)).toEqual({ code: 'tooFast' });
  await settle(anna.page, bo.page);
  expect(readBy(bo.page)).toHaveLength(MESSAGE_BUDGET.messages);
});

test('a chat filled to its limit is read in small pages, and keeps the newest messages', async () => {
  const { callId, anna } = await three();
  const writers = await Promise.all(Array.from({ length: 6 }, () => open()));
  for (const [number, writer] of writers.entries()) await writer.enter(callId, `Nr ${number}`);
  // Three bytes each, the maximum for a character of a message.
  const text = '€'.repeat(MESSAGE_MAX_LENGTH);
  const sent: string[] = [];
  for (let count = 0; count < 5; count += 1) {
    for (const writer of writers) {
      const id = randomUUID();
      await write(writer, 'everybody', text, id);
      sent.push(id);
    }
  }
  const joined = await anna.page.enter(callId, 'Anna');
  expect(bytesOf(joined)).toBeLessThan(20_000);
  const read: string[] = [];
  let total = 0;
  for (let after: number | null = 0; after !== null;) {
    const page: Reply<'readMessages'> = await anna.page.request('readMessages', { after });
    expect(bytesOf(page)).toBeLessThan(34_000);
    total += bytesOf(page);
    read.push(...page.messages.map(({ id }) => id));
    after = page.next;
  }
  expect(total).toBeLessThan(CHAT_LIMIT.bytes + 2_000);
  expect(total).toBeGreaterThan(CHAT_LIMIT.bytes / 2);
  expect(read).toEqual(sent.slice(-read.length));
});

test('the newest of many short messages are kept', async () => {
  const { callId, anna } = await three();
  const writers = await Promise.all(Array.from({ length: 21 }, () => open()));
  for (const [number, writer] of writers.entries()) await writer.enter(callId, `Nr ${number}`);
  for (const writer of writers)
    for (let count = 0; count < MESSAGE_BUDGET.messages; count += 1)
      await write(writer, 'everybody', 'ja');
  expect(await anna.page.history()).toHaveLength(CHAT_LIMIT.messages);
});

test('invisible characters are removed from a message, and the rest stays', async () => {
  const { anna, bo } = await three();
  await write(
    anna.page,
    'everybody',
    '\u202eEtt\r\n\ttvå\u0000 \u2066tre\u2069\ud800 😀\u007f\u0085 علی\u200cرضا',
  );
  const { message } = await bo.page.waitForNotice('messageSent');
  expect(message.text).toBe('Ett\n\ttvå tre 😀 علی\u200cرضا');
  const nothing = { id: randomUUID(), to: 'everybody', text: '\u0000\u202e \u0007' };
  expect((await anna.page.expectRefusal('sendMessage', nothing)).code).toBe('invalid');
});

test('reading the chat repeatedly is throttled', async () => {
  const { anna, bo } = await three();
  for (let count = 0; count < MESSAGE_BUDGET.messages; count += 1)
    await write(anna.page, 'everybody', 'å'.repeat(MESSAGE_MAX_LENGTH));
  let bytes = 0;
  for (let count = 0; count < 90; count += 1) {
    const answer = await bo.page.ask('readMessages', { after: 0 });
    if (!answer.ok) expect(answer.refusal.code).toBe('tooFast');
    bytes += bytesOf(answer);
  }
  expect(bytes).toBeLessThan(2 * RATES.chatBytes.perSocket.burst);
});

const bytesOf = (value: unknown) => Buffer.byteLength(JSON.stringify(value));
