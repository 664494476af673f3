// Draws every card and layout that a room may see, as PNG files in the folder given, so that people can judge them.
import { mkdirSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cachedProgram } from '@distansmote/testkit/server/cachedProgram.ts';
import { paint } from '@distansmote/testkit/picture/paint.ts';
import { drawCard } from '../../server/src/picture/drawCard.ts';
import { drawScene } from '../../server/src/picture/drawScene.ts';
import type { DrawnPicture } from '../../server/src/picture/drawnPicture.ts';
import { Lettering } from '../../server/src/picture/lettering.ts';
import type { Card, ScenePerson } from '../../server/src/picture/scene.ts';

const SIZE = { width: 1_280, height: 720 };
const SMALL = { width: 640, height: 360 };
const FULL_HD = { width: 1_920, height: 1_080 };

const CARDS: Record<string, Card> = {
  'card-call-id': {
    title: 'Ange samtals-ID',
    lines: ['Nio siffror, och avsluta med #.', 'Numret står i inbjudan.'],
  },
  'card-wrong': {
    title: 'Det numret stämmer inte',
    lines: ['Titta efter numret i inbjudan, eller fråga den som bjöd in dig.', 'Ring sedan igen.'],
  },
  'card-lobby': {
    title: 'Ni är i väntrummet',
    lines: ['Vårdplanering 12 maj', 'Någon i mötet släpper in er. Stanna kvar på linjen.'],
  },
  'card-long': {
    title: 'En rubrik som är så lång att den inte får plats på en enda rad',
    lines: ['Och en mening som fortsätter långt bortom det som en människa orkar läsa. '.repeat(4)],
  },
};

function person(name: string, profession: string | undefined, more: Partial<ScenePerson> = {}) {
  const showing = { type: 'camera' as const, source: { ssrc: 1 } };
  return { name, profession, isMuted: false, isSpeaking: false, showing, ...more };
}

const PEOPLE: ScenePerson[] = [
  person('Anna Ek', 'distriktssköterska', { isMuted: true }),
  person('Göran Åkesson-Bäckström', 'biståndshandläggare', { isSpeaking: true }),
  person('Karin Öst', 'dotter', { showing: { type: 'phone' } }),
  person('محمد الأحمد', 'tolk'),
  person('Åsa', 'undersköterska', { isMuted: true, showing: { type: 'noCamera' } }),
  person('+46 480 ••• 511', undefined, { isMuted: true, showing: { type: 'phone' } }),
  person('Elsa Lind', 'läkare'),
  person('Olle', undefined),
];

const folder = process.argv[2] ?? 'room-screens';
mkdirSync(folder, { recursive: true });
const lettering = new Lettering(cachedProgram('LETTERING_BIN', 'lettering') ?? '', {
  onComplaint: console.warn,
  onRetry: () => undefined,
});

async function save(name: string, drawn: Promise<DrawnPicture>): Promise<void> {
  await writeFile(join(folder, `${name}.png`), paint(await drawn));
}

for (const [name, card] of Object.entries(CARDS)) await save(name, drawCard(card, SIZE, lettering));
for (let count = 0; count <= PEOPLE.length; count += 1) {
  const people = PEOPLE.slice(0, count);
  const drawn = (screen: boolean, size: typeof SIZE, isOneTile = false) => {
    const shared = screen ? { source: { ssrc: 2 }, sharedBy: 'Anna Ek' } : undefined;
    return drawScene({ screen: shared, people }, size, isOneTile, () => true, lettering);
  };
  await save(`people-${count}`, drawn(false, SIZE));
  await save(`people-${count}-small`, drawn(false, SMALL));
  await save(`people-${count}-full-hd`, drawn(false, FULL_HD));
  await save(`people-${count}-one-tile`, drawn(false, SIZE, true));
  await save(`screen-${count}`, drawn(true, SIZE));
  await save(`screen-${count}-full-hd`, drawn(true, FULL_HD));
}
for (const [at, one] of PEOPLE.entries()) {
  const scene = { screen: undefined, people: [one] };
  await save(
    `alone-${at}`,
    drawScene(scene, SIZE, false, () => true, lettering),
  );
}
lettering.close();
