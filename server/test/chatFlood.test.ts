// People who write as much as they may, all at once: what each of the others is sent stays small, and nothing is lost silently.
import { randomUUID } from 'node:crypto';
import {
  MESSAGE_BUDGET,
  MESSAGE_MAX_LENGTH,
} from '@distansmote/shared/signalling/messageLimits.ts';
import { expect, test } from 'vitest';
import { Limiter } from '../src/limits/limiter.ts';
import { RATES } from '../src/limits/limits.ts';
import { eventually } from '@distansmote/testkit/waiting/eventually.ts';
import type { Page } from '@distansmote/testkit/browser/page.ts';
import { sharedServer } from '@distansmote/testkit/server/sharedServer.ts';

const { server, open } = await sharedServer();

/** Three bytes each, the maximum for a character of a message. */
const LONGEST = '€'.repeat(MESSAGE_MAX_LENGTH);
const WRITERS = 30;

const bytesOf = (page: Page) => Buffer.byteLength(JSON.stringify(page.all('messageSent')));

async function meet() {
  const { callId } = await server.makeSpace();
  const [reader, honest] = [await open(), await open()];
  const { participantId: readerId } = await reader.enter(callId, 'Karin');
  await honest.enter(callId, 'Bo');
  const writers = await Promise.all(Array.from({ length: WRITERS }, () => open()));
  for (const [number, writer] of writers.entries()) await writer.enter(callId, `Nr ${number}`);
  return { reader, readerId, honest, writers };
}

test.each(['everybody', 'one person'])(
  'a flood of messages to %s reaches nobody beyond the meeting’s budget, and its senders are told',
  async (whom) => {
    const { reader, readerId, honest, writers } = await meet();
    const to = whom === 'everybody' ? whom : readerId;
    const sent: string[] = [];
    for (let round = 0; round < MESSAGE_BUDGET.messages; round += 1) {
      const writeOne = async (writer: Page) => {
        const id = randomUUID();
        const answer = await writer.ask('sendMessage', { id, to, text: LONGEST });
        if (answer.ok) sent.push(id);
        else expect(answer.refusal.code).toBe('tooFast');
      };
      await Promise.all(writers.map(writeOne));
    }
    const arrived = () => reader.all('messageSent').map(({ message }) => message.id);
    await eventually(() => arrived().length, sent.length);
    expect(arrived().toSorted()).toEqual(sent.toSorted());
    // Its burst, and as much again for what it earns meanwhile; before, these thirty sent 3.6 MB.
    expect(bytesOf(reader)).toBeLessThan(2 * RATES.chatWritten.perMeeting.burst);
    expect(sent.length).toBeLessThan(WRITERS * MESSAGE_BUDGET.messages);

    // Whoever has written little can always say something.
    const id = randomUUID();
    await honest.request('sendMessage', { id, to, text: 'Hör ni mig?' });
    await reader.waitForNotice('messageSent', ({ message }) => message.id === id);
  },
);

test('a hundred people who all write two paragraphs at once stay within the budget', () => {
  const limiter = new Limiter();
  for (let paragraph = 0; paragraph < 2; paragraph += 1)
    for (let person = 0; person < 100; person += 1)
      limiter.consume('chatWritten', { socket: `${person}`, meeting: '787544182' }, 1_500);
});

test('one person’s longest messages, as many as one may send, leave most of the budget to the others', () => {
  const limiter = new Limiter();
  const meeting = '787544182';
  for (let count = 0; count < MESSAGE_BUDGET.messages; count += 1)
    limiter.consume('chatWritten', { socket: 'one', meeting }, 12_500);
  expect(() => limiter.consume('chatWritten', { socket: 'one', meeting }, 12_500)).toThrow(
    'chatWritten',
  );
  limiter.consume('chatWritten', { socket: 'other', meeting }, 100_000);
});
