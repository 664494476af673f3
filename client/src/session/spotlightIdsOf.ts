// Whom conveners show large to everybody, as the server says; one of before shows one at most.
import type { ParticipantId } from '@distansmote/shared/ids.ts';

export const spotlightIdsOf = ({
  spotlightId,
  spotlightIds,
}: {
  spotlightId?: ParticipantId | null;
  spotlightIds?: ParticipantId[];
}): ParticipantId[] => spotlightIds ?? (spotlightId ? [spotlightId] : []);
