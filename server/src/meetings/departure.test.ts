// A meeting leaves when all pages are ready, what a page says before it was asked does not count, and calls go at the word.
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import { expect, test } from 'vitest';
import { Departure } from './departure.ts';
import type { Leg } from './leg.ts';
import { Person } from './person.ts';
import { Roster } from './roster.ts';

const PAGE = {
  readsChat: true,
  readsText: true,
  namesItself: true,
  takesOverAudio: false,
  getsReady: true,
};
const CALL = {
  readsChat: false,
  readsText: false,
  namesItself: false,
  takesOverAudio: true,
  getsReady: false,
};

/** Anna and Bo by page, and all others by telephone. */
function meetingOf(...names: string[]) {
  const roster = new Roster();
  const told: string[] = [];
  const legs = names.map((name): Leg => {
    const tell = ({ type }: { type: string }) => void told.push(`${name} ${type}`);
    const id = name as ParticipantId;
    const leg: Leg = {
      personId: id,
      ...(['Anna', 'Bo'].includes(name)
        ? { kind: 'browser', capabilities: PAGE }
        : { kind: 'phone', capabilities: CALL }),
      aliasId: undefined,
      sentTracks: [],
      connectionQuality: 'good',
      start: () => undefined,
      tell,
      offer: () => undefined,
      setAudioForwarding: () => undefined,
      close: () => void told.push(`${name} closed`),
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
  const lobby = {
    tellAll: ({ type }: { type: string }) => void told.push(`lobby ${type}`),
    clear: () => void told.push('lobby cleared'),
  };
  return { departure: new Departure(roster, () => lobby), legs, told };
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

test('calls are not waited for, and are told at the word, together with those in the lobby', async () => {
  const { departure, legs, told } = meetingOf('Anna', 'Lars');
  const prepared = departure.prepare(60_000);
  const [anna] = legs as [Leg];
  departure.ready(anna);
  await prepared;
  departure.freeze();
  told.length = 0;
  departure.go();
  expect(told).toEqual([
    'Anna moveNow',
    'Lars moveNow',
    'Lars meetingEnded',
    'Lars closed',
    'lobby meetingEnded',
    'lobby cleared',
  ]);
});
