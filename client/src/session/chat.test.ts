// What was written before one came stands there unannounced; what was missed while one was away is unread.
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import type { Message } from '@distansmote/shared/signalling/message.ts';
import { expect, test, vi } from 'vitest';
import type { SignallingClient } from '../platform/signallingClient.ts';
import { createChat, unreadCount } from './chat.ts';

const ME = '11111111-1111-4111-8111-111111111111' as ParticipantId;
const BO = '22222222-2222-4222-8222-222222222222' as ParticipantId;

const message = (id: string, sentAt: number, to: Message['to'] = 'everybody'): Message => ({
  id,
  from: BO,
  fromName: 'Bo',
  to,
  text: `Text ${id}`,
  sentAt,
});

/** A server that has these messages, and gives them two at a time. */
function scene(kept: Message[]) {
  const arrived: string[] = [];
  const signalling = {
    request: (_: string, { after }: { after: number }) =>
      Promise.resolve({
        messages: kept.slice(after, after + 2),
        next: after + 2 < kept.length ? after + 2 : null,
      }),
    sendReliable: (_: string, { ids }: { ids: string[] }) => arrived.push(...ids),
  } as unknown as SignallingClient;
  const chat = createChat();
  const latest: string[] = [];
  chat.store.subscribe(({ latest: one }, before) => {
    if (one && one !== before.latest) latest.push(one.id);
  });
  const read = (to: Message['to'] = 'everybody') =>
    chat.store
      .getState()
      .conversations.get(to)
      ?.messages.map(({ id }) => id) ?? [];
  return {
    chat,
    signalling,
    arrived,
    latest,
    read,
    join: () => chat.joined(signalling, { id: ME, name: 'Anna' }, true),
  };
}

test('who comes reads what was written, in order and once, and nothing of it is unread or told', async () => {
  const kept = [
    message('a', 1),
    message('b', 2),
    message('p', 3, ME),
    message('c', 4),
    message('d', 5),
  ];
  const { chat, arrived, latest, read, join } = scene(kept);
  join();
  // It comes by notice before its page does.
  chat.received(message('d', 5));
  await vi.waitFor(() => expect(read()).toEqual(['a', 'b', 'c', 'd']));
  expect(read(BO)).toEqual(['p']);
  expect(arrived).toEqual(['p']);
  expect(unreadCount(chat.store.getState())).toBe(1);
  expect(latest).toEqual(['d']);
});

test('who comes back is told of what was missed, and of nothing else', async () => {
  const kept = [message('a', 1), message('b', 2), message('c', 3)];
  const { chat, latest, read, join } = scene(kept);
  join();
  await vi.waitFor(() => expect(read()).toEqual(['a', 'b', 'c']));
  kept.push(message('d', 4), message('p', 5, ME));
  join();
  await vi.waitFor(() => expect(read(BO)).toEqual(['p']));
  expect(read()).toEqual(['a', 'b', 'c', 'd']);
  expect(unreadCount(chat.store.getState())).toBe(2);
  expect(latest).toEqual(['d', 'p']);
});

test('what nobody sees is not sent, and nothing but that is no message', () => {
  const { chat, read, join } = scene([]);
  join();
  chat.write('everybody', '\u0000\u202e ');
  chat.send('everybody');
  expect(read()).toEqual([]);
  chat.write('everybody', 'Hej\u0007 alla\u2066');
  chat.send('everybody');
  const [sent] = chat.store.getState().conversations.get('everybody')?.messages ?? [];
  expect(sent?.text).toBe('Hej alla');
});
