// People in a meeting without browsers: real signalling and real VP8, so that fifty of them fit on two cores.
import { LoadParticipant } from '@distansmote/bench/load/loadParticipant.ts';
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import type { Role as MeetingRole } from '@distansmote/shared/signalling/role.ts';
import type { Films } from './films.ts';

export interface Role {
  name: string;
  profession?: string;
  /** What they do for the others. */
  role?: MeetingRole;
  /** Draws their face (`portraits.ts`). Without one the camera is off. */
  face?: number;
  isMuted?: boolean;
}

/** In the order they come in. */
export const CAST: readonly Role[] = [
  { name: 'Karin Nurminen', profession: 'Distriktssköterska', face: 0 },
  { name: 'Lars Öberg', profession: 'Biståndshandläggare', face: 1 },
  { name: 'Elsa Lindqvist', profession: 'Anhörig', face: 2 },
  { name: 'Mohammed Haddad', role: { type: 'interpreter', language: 'ar' }, face: 3 },
  { name: 'Birgitta Ek', profession: 'Undersköterska', face: 4 },
  { name: 'Olle Lind', profession: 'Arbetsterapeut', isMuted: true },
  { name: 'Sara Wikström', profession: 'Fysioterapeut', face: 6 },
  { name: 'Erik Holmgren', profession: 'Läkare', face: 5 },
  { name: 'Fatima Al-Sayed', profession: 'Kurator', face: 7, isMuted: true },
  { name: 'Gunilla Svensson', profession: 'Enhetschef', face: 9 },
  { name: 'Per-Olof Karlsson', profession: 'God man', face: 10 },
  { name: 'Maja Sandberg', profession: 'Dietist', face: 11 },
  { name: 'Anders Hjelm', profession: 'Sjuksköterska', face: 13 },
  { name: 'Ylva Norén', profession: 'Logoped', face: 12 },
  { name: 'Nils Berglund', profession: 'Anhörig', face: 8 },
  { name: 'Inger Dahl', profession: 'Samordnare', face: 15 },
];

const SURNAMES = ['Ahl', 'Bergman', 'Ceder', 'Dalin', 'Ekman', 'Frisk', 'Grahn', 'Hed', 'Ivarsson'];
const FIRST_NAMES = ['Ulla', 'Göran', 'Kerstin', 'Tomas', 'Åsa', 'Jan', 'Rut', 'Leif'];

/** More than have names of their own; most have no camera on. */
export const crowd = (count: number): Role[] =>
  Array.from({ length: count }, (_, index) => {
    const known = CAST[index];
    if (known !== undefined) return known;
    const first = FIRST_NAMES[index % FIRST_NAMES.length] ?? '';
    return { name: `${first} ${SURNAMES[index % SURNAMES.length]}`, isMuted: index % 3 > 0 };
  });

export interface Actor {
  id: ParticipantId;
  raiseHand(): Promise<void>;
  leave(): void;
}

/** One after the other, since the order of the tiles is theirs. */
export async function enterAll(
  port: number,
  callId: string,
  roles: readonly Role[],
  films: Films,
): Promise<Actor[]> {
  const actors: Actor[] = [];
  for (const { name, profession = '', role, face, isMuted = false } of roles) {
    const actor = await LoadParticipant.enter({
      server: { speaks: 'Socket.IO', port },
      callId,
      name,
      profession,
      role,
      sends: {
        ...(!isMuted && { microphone: { isSpeaking: false } }),
        ...(face !== undefined && { camera: await films.camera(face) }),
      },
      receives: false,
      depth: 'media',
    });
    actors.push({
      id: actor.ownId as ParticipantId,
      raiseHand: () => actor.raiseHand(),
      leave: () => actor.leave(),
    });
  }
  return actors;
}
