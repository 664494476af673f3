// A notice to several sockets is sent once, and each socket gets its notices in order.
import type { Notice } from '@distansmote/shared/signalling/notices.ts';
import { expect, test } from 'vitest';
import { NoticeBatcher } from './noticeBatcher.ts';

const locked: Notice = { name: 'lockChanged', body: { isLocked: true } };
const unlocked: Notice = { name: 'lockChanged', body: { isLocked: false } };

function scene() {
  const sent: [string[], Notice][] = [];
  return { sent, post: new NoticeBatcher((socketIds, notice) => sent.push([socketIds, notice])) };
}

test('a notice to several sockets is sent once, after the current task', async () => {
  const { post, sent } = scene();
  for (const id of ['a', 'b', 'c']) post.send(id, locked);
  expect(sent).toEqual([]);
  await Promise.resolve();
  expect(sent).toEqual([[['a', 'b', 'c'], locked]]);
});

test('each socket gets its notices in order, also when notices alternate', async () => {
  const { post, sent } = scene();
  post.send('a', locked);
  post.send('b', unlocked);
  post.send('b', locked);
  post.send('a', unlocked);
  await Promise.resolve();
  expect(sent).toEqual([
    [['a'], locked],
    [['b'], unlocked],
    [['b'], locked],
    [['a'], unlocked],
  ]);
});

test('a flush sends a notice before what follows, and only once', async () => {
  const { post, sent } = scene();
  post.send('a', locked);
  post.flush();
  expect(sent).toEqual([[['a'], locked]]);
  await Promise.resolve();
  expect(sent).toHaveLength(1);
});
