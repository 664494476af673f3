// From the first word of another speaker to their large tile, in a layout of one large and five small.
import { setTimeout as pause } from 'node:timers/promises';
import { type Colour, colourOf } from '@distansmote/testkit/picture/colours.ts';
import { tileOf } from './answering.ts';
import { BenchRoom } from './benchRoom.ts';
import type { Part } from './part.ts';
import { times } from './row.ts';
import { decodePictures } from './seenPictures.ts';
import { VirtualPerson } from './virtualPerson.ts';

const COLOURS = ['red', 'green', 'blue', 'yellow', 'magenta'] as const satisfies Colour[];
const SPEECH_MS = 4_000;
const ALL_THERE_MS = 6_000;

export const speakerChange: Part = async ({ server, isQuick }) => {
  const callId = await server.newMeeting();
  const people: VirtualPerson[] = [];
  for (const colour of COLOURS)
    people.push(await VirtualPerson.enter(server, callId, { name: colour, colour }));
  const room = await BenchRoom.call(server, callId);
  await pause(ALL_THERE_MS);

  const turns: { colour: Colour; at: number }[] = [];
  const speak = async (place: number) => {
    for (const [at, { microphone }] of people.entries()) {
      microphone.isSpeaking = at === place;
      microphone.onSpeech = () => {
        const colour = COLOURS[at] ?? 'red';
        if (colour !== turns.at(-1)?.colour) turns.push({ colour, at: performance.now() });
      };
    }
    await pause(SPEECH_MS);
  };
  for (let turn = 0; turn <= (isQuick ? 3 : 9); turn += 1) await speak((turn + 1) % people.length);

  await room.hangUp();
  for (const person of people) person.leave();

  const large: { colour: Colour | undefined; at: number }[] = [];
  const { x, y, width, height } = tileOf(0, COLOURS.length);
  await decodePictures('H264', room.seen, ({ picture, at }) => {
    const colour = colourOf(picture.at(x + width * 0.5, y + height * 0.2));
    if (colour !== large.at(-1)?.colour) large.push({ colour, at });
  });
  // The first one speaks into silence, where nobody has to be waited for.
  const changes = turns.slice(1).map((turn) => {
    const shown = large.find(({ colour, at }) => at > turn.at && colour === turn.colour);
    return (shown?.at ?? Infinity) - turn.at;
  });
  return [
    times('another speaker → large tile, hysteresis included', changes, {
      limits: { p95: 2_000 },
    }),
  ];
};
