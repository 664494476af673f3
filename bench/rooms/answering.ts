// From INVITE to 200, and from there to the first picture, first of all and of the meeting.
import { setTimeout as pause } from 'node:timers/promises';
import { layoutOf } from '../../server/src/picture/layout.ts';
import type { ScenePerson } from '../../server/src/picture/scene.ts';
import { BenchRoom } from './benchRoom.ts';
import { numbersIn } from './delays.ts';
import type { Part } from './part.ts';
import { times } from './row.ts';
import { areaOf, decodePictures } from './seenPictures.ts';
import { VirtualPerson } from './virtualPerson.ts';

const WATCH_MS = 2_000;
/** Between two calls. */
const REST_MS = 500;
const CANVAS = { width: 1_280, height: 720 };

export const answering: Part = async ({ server, isQuick }) => {
  const callId = await server.newMeeting();
  const people = await enterThree(server, callId);
  const [watcher] = people;
  const answers: number[] = [];
  const firsts: number[] = [];
  const meetings: number[] = [];
  const seenByPeople: number[] = [];
  for (let call = 0; call < (isQuick ? 3 : 15); call += 1) {
    const room = await BenchRoom.call(server, callId);
    await pause(WATCH_MS);
    await room.hangUp();
    answers.push(room.answeredAt - room.invitedAt);
    let firstAt = Infinity;
    await decodePictures('H264', room.seen, ({ at }) => {
      firstAt = Math.min(firstAt, at);
    });
    const [seen] = await numbersIn('H264', room.seen, tileOf(0, 3));
    firsts.push(firstAt - room.answeredAt);
    meetings.push((seen?.at ?? Infinity) - room.answeredAt);
    const own = (watcher?.seen ?? []).filter(({ at }) => at > room.invitedAt);
    const [seenThere] = await numbersIn('VP8', own);
    seenByPeople.push((seenThere?.at ?? Infinity) - room.invitedAt);
    watcher?.forget();
    await pause(REST_MS);
  }
  for (const person of people) person.leave();
  return [
    times('INVITE → 200', answers, { limits: { p95: 300 } }),
    times('200 → first picture, a card or the meeting', firsts),
    times('200 → a person of the meeting seen', meetings, { limits: { p95: 1_000 } }),
    times('INVITE → the room seen by a person, without a browser', seenByPeople),
  ];
};

/** As many browsers as the limits are for; the first watches. */
export function enterThree(
  ...[server, callId]: [Parameters<typeof VirtualPerson.enter>[0], string]
): Promise<VirtualPerson[]> {
  const names = ['Anna Ek', 'Bo Lind', 'Cilla Öst'];
  // One after the other, since their order decides where they are shown.
  return names.reduce<Promise<VirtualPerson[]>>(async (before, name, at) => {
    const people = await before;
    return [...people, await VirtualPerson.enter(server, callId, { name, watches: at === 0 })];
  }, Promise.resolve([]));
}

/** Where a room sees the person at this place, in fractions of its picture. */
export function tileOf(place: number, count: number) {
  const source = { ssrc: 1 };
  const person: ScenePerson = {
    name: '',
    profession: undefined,
    isMuted: false,
    isSpeaking: false,
    showing: { type: 'camera', source },
  };
  const scene = { screen: undefined, people: Array.from({ length: count }, () => person) };
  const box = layoutOf(scene, CANVAS).people[place]?.box;
  if (box === undefined) throw new Error('there is no such tile');
  return areaOf(box);
}
