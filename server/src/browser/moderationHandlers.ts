// What a convener may ask in a meeting; who asks is checked anew by each of them.
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import type { Account } from '../accounts/accountStore.ts';
import { accountActor } from '../audit/actors.ts';
import type { AuditLog } from '../audit/auditLog.ts';
import { isConvener } from '../meetings/admission.ts';
import type { BrowserLeg } from './browserLeg.ts';
import type { Meeting } from '../meetings/meeting.ts';
import type { Participant } from '../meetings/leg.ts';
import { Refused } from '../meetings/refused.ts';
import type { DeleteSpace } from '../spaces/deleteSpace.ts';
import type { Space, SpaceStore } from '../spaces/spaceStore.ts';
import type { ClientSession } from './clientSession.ts';
import type { RequestHandlers } from './requestHandlers.ts';

export interface ModerationDeps {
  spaces: SpaceStore;
  deleteSpace: DeleteSpace;
  audit: AuditLog;
}

interface Leading {
  meeting: Meeting;
  participant: BrowserLeg;
  space: Space;
  account: Account;
}

type LeadingRequest =
  | 'admit'
  | 'deny'
  | 'muteParticipant'
  | 'muteEverybody'
  | 'renameParticipant'
  | 'removeParticipant'
  | 'setLocked'
  | 'endMeeting'
  | 'deleteSpace';

export function createModerationHandlers({
  spaces,
  deleteSpace,
  audit,
}: ModerationDeps): Pick<RequestHandlers, LeadingRequest> {
  /** @throws Refused `notJoined`, `notConvener` */
  async function leading(connection: ClientSession): Promise<Leading> {
    const { meeting, participant } = connection.joinedPlace;
    const space = await spaces.findByCallId(meeting.callId);
    const { account } = connection.visitor;
    if (space === undefined || account === undefined || !isConvener(account, space)) {
      throw new Refused('notConvener');
    }
    return { meeting, participant, space, account };
  }

  async function decide(connection: ClientSession, id: ParticipantId, isLetIn: boolean) {
    const { meeting, space, account } = await leading(connection);
    const guest = meeting.decide(id, isLetIn);
    if (guest === undefined) throw new Refused('notInLobby');
    const deed = isLetIn ? 'admitted' : 'turnedAway';
    audit.recordAsync({ action: deed, actor: accountActor(account), space, subject: guest.name });
    return {};
  }

  return {
    admit: (connection, { participantId }) => decide(connection, participantId, true),
    deny: (connection, { participantId }) => decide(connection, participantId, false),

    async muteParticipant(connection, { participantId }) {
      const { meeting, participant, space, account } = await leading(connection);
      const one = present(meeting, participantId);
      const isNews = await meeting.mute(one, participant);
      const about = one.describe().name;
      if (isNews)
        audit.recordAsync({ action: 'muted', actor: accountActor(account), space, subject: about });
      return {};
    },

    async muteEverybody(connection) {
      const { meeting, participant, space, account } = await leading(connection);
      const isNews = await meeting.muteEverybody(participant);
      if (isNews)
        audit.recordAsync({ action: 'mutedEverybody', actor: accountActor(account), space });
      return {};
    },

    async renameParticipant(connection, { participantId, name }) {
      const { meeting, space, account } = await leading(connection);
      const one = present(meeting, participantId);
      const about = one.describe().name;
      if (!meeting.rename(one, name)) throw new Refused('notOnPhone');
      const by = accountActor(account);
      if (about !== name)
        audit.recordAsync({ action: 'renamed', actor: by, space, subject: about, detail: name });
      return {};
    },

    async removeParticipant(connection, { participantId, isBlocked: isToBeBlocked = false }) {
      const { meeting, space, account } = await leading(connection);
      const one = present(meeting, participantId);
      if (await one.leadsStill()) throw new Refused('isConvener');
      if (meeting.find(participantId) !== one) throw new Refused('participantGone');
      const about = one.describe().name;
      const isBlocked = isToBeBlocked && meeting.removal.block(one);
      if (!isToBeBlocked) meeting.removal.remove(one);
      const deed = isBlocked ? 'blocked' : 'removed';
      audit.recordAsync({ action: deed, actor: accountActor(account), space, subject: about });
      return { isBlocked };
    },

    async setLocked(connection, { isLocked }) {
      const { meeting, space, account } = await leading(connection);
      const isNews = meeting.isLocked !== isLocked;
      meeting.setLocked(isLocked);
      const deed = isLocked ? 'locked' : 'unlocked';
      if (isNews) audit.recordAsync({ action: deed, actor: accountActor(account), space });
      return {};
    },

    async endMeeting(connection) {
      const { meeting, space, account } = await leading(connection);
      meeting.end('endedByConvener');
      audit.recordAsync({ action: 'meetingEnded', actor: accountActor(account), space });
      return {};
    },

    async deleteSpace(connection) {
      const { space, account } = await leading(connection);
      await deleteSpace(space, accountActor(account));
      return {};
    },
  };
}

function present(meeting: Meeting, id: ParticipantId): Participant {
  const one = meeting.find(id);
  if (one === undefined) throw new Refused('participantGone');
  return one;
}
