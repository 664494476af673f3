// An address that prepares many joins only displaces its own, and a newcomer always gets in.
import type { CallId, ParticipantId } from '@distansmote/shared/ids.ts';
import { expect, test } from 'vitest';
import { type PendingJoin, PendingJoins } from './pendingJoins.ts';

function scene() {
  const places = new PendingJoins();
  const expired: string[] = [];
  function come(address: string, callId = '787544182', returningId?: string): void {
    const waiting: PendingJoin = {
      address,
      callId: callId as CallId,
      returningId: returningId as ParticipantId | undefined,
      expire() {
        expired.push(address);
        places.remove(waiting);
      },
    };
    places.add(waiting);
  }
  return { come, expired };
}

test("an address that fills a meeting's pending joins only displaces its own", () => {
  const { come, expired } = scene();
  come('honest');
  for (let many = 0; many < 80; many += 1) come('greedy');
  come('newcomer');
  expect(new Set(expired)).toEqual(new Set(['greedy']));
  expect(expired).toHaveLength(82 - 50);
});

test('when each address has one, the oldest is evicted', () => {
  const { come, expired } = scene();
  for (let many = 0; many < 52; many += 1) come(`person ${many}`);
  expect(expired).toEqual(['person 0', 'person 1']);
});

test('the total over all meetings is bounded as well', () => {
  const { come, expired } = scene();
  for (let many = 0; many < 1_010; many += 1) come('greedy', String(100_000_000 + many));
  come('newcomer', '200000000');
  expect(expired).toHaveLength(11);
  expect(expired).not.toContain('newcomer');
});

test('all people of a meeting that moves here get ready at once, each in one place', () => {
  const { come, expired } = scene();
  for (let many = 0; many < 80; many += 1) come('a hospital', '787544182', `person ${many}`);
  expect(expired).toEqual([]);
  for (let many = 0; many < 60; many += 1) come('greedy', '787544182', 'person 0');
  expect(expired).toHaveLength(60 - 50);
});
