// Each thing that happens to a server of a cluster is told once.
import { expect, test } from 'vitest';
import { NodeNews } from './nodeNews.ts';

function heardOf(polls: readonly { beats: Record<string, number>; dead?: readonly string[] }[]) {
  const heard: string[] = [];
  const hear = (level: string) => (fields: object, words: string) =>
    void heard.push(`${level} ${'address' in fields ? String(fields.address) : ''} ${words}`);
  const news = new NodeNews({ info: hear('info'), warn: hear('warn') } as never);
  for (const { beats, dead = [] } of polls)
    news.polled(
      Object.entries(beats).map(([id, beat]) => ({ id, address: `http://${id}`, beat })),
      (id) => dead.includes(id),
    );
  return heard;
}

test('who was there at the start is no news, who comes and goes is', () => {
  expect(
    heardOf([
      { beats: { a: 1 } },
      { beats: { a: 2, b: 1 } },
      { beats: { a: 3, b: 2 } },
      { beats: { b: 3 } },
    ]),
  ).toEqual([
    'info http://b a server has joined the cluster',
    'info http://a a server has left the cluster',
  ]);
});

test('one that falls silent is told of once, also when the beats are observed anew, and when it beats again', () => {
  const silent =
    'warn http://a a server of the cluster no longer beats: its meetings are taken over';
  const again = 'warn http://a a server of the cluster beats again';
  const dead = ['a'];
  expect(
    heardOf([
      { beats: { a: 1 } },
      { beats: { a: 1 }, dead },
      // The database did not answer meanwhile: nobody is dead for a while.
      { beats: { a: 1 } },
      { beats: { a: 1 }, dead },
      { beats: { a: 2 } },
      { beats: { a: 2 }, dead },
    ]),
  ).toEqual([silent, again, silent]);
});

test('one that is silent and is forgotten has not left', () => {
  const heard = heardOf([{ beats: { a: 1 }, dead: ['a'] }, { beats: {} }]);
  expect(heard.filter((line) => line.includes('left'))).toEqual([]);
});
