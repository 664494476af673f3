// How many people are in a meeting, without saying who.
import { participantKind, type ParticipantKind } from '@distansmote/shared/signalling/shapes.ts';

export interface Headcount {
  present: Record<ParticipantKind, number>;
  /** Prepared, not joined. */
  waiting: number;
  /** Waiting in the lobby. */
  inLobby: number;
}

export function countByKind(
  participants: Iterable<{ kind: ParticipantKind }>,
): Headcount['present'] {
  const counts = Object.fromEntries(participantKind.options.map((kind) => [kind, 0]));
  for (const { kind } of participants) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts as Headcount['present'];
}
