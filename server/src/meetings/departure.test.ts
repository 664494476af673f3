// A meeting leaves when all pages are ready, and what a page says before it was asked does not count.
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import { expect, test } from 'vitest';
import { Departure } from './departure.ts';
import type { Leg } from './leg.ts';
import { Person } from './person.ts';
import { Roster } from './roster.ts';

function meetingOf(...names: string[]) {
  const roster = new Roster();
  const legs = names.map((name): Leg => {
    const id = name as ParticipantId;
    const leg: Leg = {
      personId: id,
      kind: 'browser',
      capabilities: { readsChat: true, namesItself: true, takesOverAudio: false },
      aliasId: undefined,
      sentTracks: [],
      connectionQuality: 'good',
      start: () => undefined,
      tell: () => undefined,
      offer: () => undefined,
      setAudioForwarding: () => undefined,
      close: () => undefined,
    };
    const person = new Person(id, {
      name,
      profession: '',
      isConvener: false,
      canModerate: async () => false,
      strangerFrom: undefined,
      browserId: undefined,
    });
    person.addLeg(leg);
    roster.persons.set(id, person);
    return leg;
  });
  return { departure: new Departure(roster), legs };
}

test('who says to be ready before anybody was asked is waited for', async () => {
  const { departure, legs } = meetingOf('Anna', 'Bo');
  const [anna, bo] = legs as [Leg, Leg];
  departure.ready(anna);
  let isDone = false;
  const prepared = departure.prepare(60_000).then(() => (isDone = true));
  departure.ready(bo);
  for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
  expect(isDone).toBe(false);
  departure.ready(anna);
  await prepared;
});
