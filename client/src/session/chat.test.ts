// Messages from before one joined are neither announced nor unread; those missed during a drop are unread.
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import type { Message } from '@distansmote/shared/signalling/message.ts';
import { expect, test, vi } from 'vitest';
import type { SignallingClient } from '../platform/signallingClient.ts';
import { createChat, unreadCount } from './chat.ts';
import { sendDraft } from './chatSending.ts';

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

/** A fake server with these messages, in pages of two. */
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

test('somebody who joins gets earlier messages in order and once, none of them unread or announced', async () => {
  const kept = [
    message('a', 1),
    message('b', 2),
    message('p', 3, ME),
    message('c', 4),
    message('d', 5),
  ];
  const { chat, arrived, latest, read, join } = scene(kept);
  join();
  // The notice arrives before the page that includes it.
  chat.received(message('d', 5));
  await vi.waitFor(() => expect(read()).toEqual(['a', 'b', 'c', 'd']));
  expect(read(BO)).toEqual(['p']);
  expect(arrived).toEqual(['p']);
  expect(unreadCount(chat.store.getState())).toBe(1);
  expect(latest).toEqual(['d']);
});

test('somebody who returns is told of what they missed, and of nothing else', async () => {
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

test('invisible characters are not sent, and a message of nothing else is empty', () => {
  const { chat, read, join } = scene([]);
  join();
  chat.write('everybody', '\u0000\u202e ');
  sendDraft(chat, 'everybody');
  expect(read()).toEqual([]);
  chat.write('everybody', 'Hej\u0007 alla\u2066');
  sendDraft(chat, 'everybody');
  const [sent] = chat.store.getState().conversations.get('everybody')?.messages ?? [];
  expect(sent?.text).toBe('Hej alla');
});
