// What is written reaches those it is for and nobody else, also those who come late or come back.
import { randomUUID } from 'node:crypto';
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import { MESSAGE_BUDGET } from '@distansmote/shared/signalling/messageLimits.ts';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { Page } from './support/page.ts';
import { startTestServer, type TestServer } from './support/testServer.ts';

let server: TestServer;
const pages: Page[] = [];
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());
afterEach(() => {
  for (const page of pages.splice(0)) page.close();
});

/** Anna, Bo and Clara in a meeting of their own. */
async function three() {
  const { callId } = await server.makeSpace();
  const people = [];
  for (const name of ['Anna', 'Bo', 'Clara']) {
    const page = await Page.open(server);
    pages.push(page);
    people.push({ page, id: (await page.enter(callId, name)).participantId });
  }
  const [anna, bo, clara] = people;
  if (anna === undefined || bo === undefined || clara === undefined) throw new Error('not three');
  return { callId, anna, bo, clara };
}

const write = (page: Page, to: 'everybody' | ParticipantId, text: string, id = randomUUID()) =>
  page.request('sendMessage', { id, to, text });
const readBy = (page: Page) => page.all('messageSent').map(({ message }) => message.text);

/** After what was sent by this page, in the same order, has arrived at the other. */
async function settle(from: Page, at: Page): Promise<void> {
  const before = at.all('handRaised').length;
  await from.request('raiseHand', {});
  await at.told('handRaised');
  expect(at.all('handRaised').length).toBeGreaterThan(before);
}

test('a word to everybody reaches everybody else once, with who said it and when', async () => {
  const { anna, bo, clara } = await three();
  const { sentAt } = await write(anna.page, 'everybody', 'Hej alla <b>');
  for (const { page } of [bo, clara]) {
    const { message } = await page.told('messageSent');
    expect(message).toMatchObject({ from: anna.id, fromName: 'Anna', to: 'everybody', sentAt });
    expect(message.text).toBe('Hej alla <b>');
  }
  expect(readBy(anna.page)).toEqual([]);
});

test('a private word reaches one alone, and its sender is told when it has come', async () => {
  const { callId, anna, bo, clara } = await three();
  const id = randomUUID() as string;
  await anna.page.request('sendMessage', { id, to: bo.id, text: 'Bara till dig' });
  expect((await bo.page.told('messageSent')).message.text).toBe('Bara till dig');
  await clara.page.request('messagesArrived', { ids: [id] });
  await bo.page.request('messagesArrived', { ids: [id] });
  expect(await anna.page.told('messageDelivered')).toEqual({ id });
  await settle(anna.page, clara.page);
  expect(anna.page.all('messageDelivered')).toHaveLength(1);
  expect(JSON.stringify(clara.page.notices)).not.toContain('Bara till dig');

  const dora = await Page.open(server);
  pages.push(dora);
  const { messages } = await dora.enter(callId, 'Dora');
  expect(messages).toEqual([]);
});

test('one that is sent again is told once', async () => {
  const { anna, bo } = await three();
  const id = randomUUID();
  const first = await write(anna.page, 'everybody', 'En gång', id);
  const second = await write(anna.page, 'everybody', 'En gång', id);
  expect(second).toEqual(first);
  await settle(anna.page, bo.page);
  expect(readBy(bo.page)).toEqual(['En gång']);
});

test('who comes late reads what was said to all; who comes back also what was private', async () => {
  const { callId, anna, bo, clara } = await three();
  await write(anna.page, 'everybody', 'Till alla');
  await write(anna.page, bo.id, 'Till Bo');
  await write(bo.page, anna.id, 'Till Anna');
  await write(clara.page, anna.id, 'Från Clara');
  const late = await Page.open(server);
  pages.push(late);
  const read = (messages: { text: string }[]) => messages.map(({ text }) => text);
  expect(read((await late.enter(callId, 'Dora')).messages)).toEqual(['Till alla']);

  const again = await Page.open(server);
  pages.push(again);
  again.personKey = bo.page.personKey;
  bo.page.close();
  const { messages, participantId } = await again.enter(callId, 'Bo');
  expect(participantId).toBe(bo.id);
  expect(read(messages)).toEqual(['Till alla', 'Till Bo', 'Till Anna']);
});

test('nothing is left when the meeting is over', async () => {
  const { callId, anna, bo, clara } = await three();
  await write(anna.page, 'everybody', 'Borta sedan');
  for (const { page } of [anna, bo, clara]) await page.request('leave', {});
  expect((await anna.page.enter(callId, 'Anna')).messages).toEqual([]);
});

test('to one who has left nothing can be sent', async () => {
  const { anna, bo } = await three();
  await bo.page.request('leave', {});
  const body = { id: randomUUID(), to: bo.id, text: 'Är du där?' };
  expect(await anna.page.refused('sendMessage', body)).toEqual({ code: 'recipientGone' });
});

test('into another meeting nobody writes', async () => {
  const { anna } = await three();
  const other = await three();
  const body = { id: randomUUID(), to: other.bo.id, text: 'Fel möte' };
  expect(await anna.page.refused('sendMessage', body)).toEqual({ code: 'recipientGone' });
  await anna.page.request('reportRendering', {
    reports: [{ of: other.bo.id, sound: 'played', picture: 'shown' }],
  });
  await settle(other.anna.page, other.bo.page);
  expect(other.bo.page.noticeNames).not.toContain('renderingReported');
});

test('who writes too fast is told so, and the others read what came before', async () => {
  const { anna, bo } = await three();
  for (let count = 0; count < MESSAGE_BUDGET.messages; count += 1) {
    await write(anna.page, 'everybody', `nummer ${count}`);
  }
  const body = { id: randomUUID(), to: 'everybody', text: 'för mycket' };
  expect(await anna.page.refused('sendMessage', body)).toEqual({ code: 'tooFast' });
  await settle(anna.page, bo.page);
  expect(readBy(bo.page)).toHaveLength(MESSAGE_BUDGET.messages);
});
