// What a convener may ask in a meeting; who asks is checked anew by each of them.
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import { isConvener } from '../meetings/admission.ts';
import type { BrowserParticipant } from '../meetings/browserParticipant.ts';
import type { Meeting } from '../meetings/meeting.ts';
import type { Meetings } from '../meetings/meetings.ts';
import type { Participant } from '../meetings/participant.ts';
import { Refused } from '../refused.ts';
import type { Space, SpaceStore } from '../spaces/spaceStore.ts';
import type { Connection } from './connection.ts';
import type { RequestHandlers } from './requestHandlers.ts';

export interface LeadingParts {
  spaces: SpaceStore;
  meetings: Meetings;
}

type LeadingRequest =
  | 'admit'
  | 'turnAway'
  | 'muteParticipant'
  | 'muteEverybody'
  | 'removeParticipant'
  | 'setLocked'
  | 'endMeeting'
  | 'deleteSpace';

export function createLeadingHandlers({
  spaces,
  meetings,
}: LeadingParts): Pick<RequestHandlers, LeadingRequest> {
  /** @throws Refused `notJoined`, `notConvener` */
  async function leading(
    connection: Connection,
  ): Promise<{ meeting: Meeting; participant: BrowserParticipant; space: Space }> {
    const { meeting, participant } = connection.joinedPlace;
    const space = await spaces.findByCallId(meeting.callId);
    if (space === undefined || !isConvener(connection.visitor.account, space)) {
      throw new Refused('notConvener');
    }
    return { meeting, participant, space };
  }

  async function decide(connection: Connection, id: ParticipantId, isLetIn: boolean) {
    const { meeting } = await leading(connection);
    if (!meeting.decide(id, isLetIn)) throw new Refused('notInLobby');
    return {};
  }

  return {
    admit: (connection, { participantId }) => decide(connection, participantId, true),
    turnAway: (connection, { participantId }) => decide(connection, participantId, false),

    async muteParticipant(connection, { participantId }) {
      const { meeting, participant } = await leading(connection);
      await meeting.mute(present(meeting, participantId), participant);
      return {};
    },

    async muteEverybody(connection) {
      const { meeting, participant } = await leading(connection);
      await meeting.muteEverybody(participant);
      return {};
    },

    async removeParticipant(connection, { participantId }) {
      const { meeting } = await leading(connection);
      const one = present(meeting, participantId);
      if (one.isConvener) throw new Refused('isConvener');
      meeting.remove(one);
      return {};
    },

    async setLocked(connection, { isLocked }) {
      const { meeting } = await leading(connection);
      meeting.setLocked(isLocked);
      return {};
    },

    async endMeeting(connection) {
      const { meeting } = await leading(connection);
      meeting.end('endedByConvener');
      return {};
    },

    async deleteSpace(connection) {
      const { space } = await leading(connection);
      await spaces.delete(space.id);
      await meetings.end(space.callId, 'spaceDeleted');
      return {};
    },
  };
}

function present(meeting: Meeting, id: ParticipantId): Participant {
  const one = meeting.find(id);
  if (one === undefined) throw new Refused('participantGone');
  return one;
}
