// What several are told at once goes out once, and nobody is told anything out of turn.
import type { Notice } from '@distansmote/shared/signalling/notices.ts';
import { expect, test } from 'vitest';
import { NoticeBatcher } from './noticeBatcher.ts';

const locked: Notice = { name: 'lockChanged', body: { isLocked: true } };
const unlocked: Notice = { name: 'lockChanged', body: { isLocked: false } };

function scene() {
  const sent: [string[], Notice][] = [];
  return { sent, post: new NoticeBatcher((socketIds, notice) => sent.push([socketIds, notice])) };
}

test('the same notice to several goes out once, as soon as the work at hand is done', async () => {
  const { post, sent } = scene();
  for (const id of ['a', 'b', 'c']) post.send(id, locked);
  expect(sent).toEqual([]);
  await Promise.resolve();
  expect(sent).toEqual([[['a', 'b', 'c'], locked]]);
});

test('each is told in the order of the telling, also where notices alternate', async () => {
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

test('flushed, it is out before what follows, and not a second time', async () => {
  const { post, sent } = scene();
  post.send('a', locked);
  post.flush();
  expect(sent).toEqual([[['a'], locked]]);
  await Promise.resolve();
  expect(sent).toHaveLength(1);
});
