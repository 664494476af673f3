// Request handlers for conveners. Each looks the right up again.
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import type { AuditAction } from '@distansmote/shared/auditApi.ts';
import type { Role } from '@distansmote/shared/signalling/role.ts';
import type { ModerationRequest } from '@distansmote/shared/signalling/requests.ts';
import type { ringingRequests } from '@distansmote/shared/signalling/requests/ringingRequests.ts';
import { accountActor } from '../audit/actors.ts';
import type { AuditLog } from '../audit/auditLog.ts';
import type { Limiter } from '../limits/limiter.ts';
import type { Meeting } from '../meetings/meeting.ts';
import type { Person } from '../meetings/person.ts';
import { Refused } from '../meetings/refused.ts';
import type { DeleteSpace } from '../spaces/deleteSpace.ts';
import type { SpaceStore } from '../spaces/spaceStore.ts';
import type { ClientSession } from './clientSession.ts';
import { type Convener, convenerOf as findConvener } from './convenerOf.ts';
import { payerOf } from './payer.ts';
import type { RequestHandlers } from './requestHandlers.ts';

export interface ModerationHandlersDeps {
  spaces: SpaceStore;
  deleteSpace: DeleteSpace;
  audit: AuditLog;
  limiter: Limiter;
}

const ACTION_OF_ROLE = {
  interpreter: 'madeInterpreter',
  signLanguageInterpreter: 'madeSignLanguageInterpreter',
  captioner: 'madeCaptioner',
} as const satisfies Record<Role['type'], AuditAction>;

/** Ringing people up has handlers of its own. */
type Moderating = Exclude<ModerationRequest, keyof typeof ringingRequests>;

export function createModerationHandlers({
  spaces,
  deleteSpace,
  audit,
  limiter,
}: ModerationHandlersDeps): Pick<RequestHandlers, Moderating> {
  const convenerOf = (session: ClientSession) => findConvener(session, spaces);

  async function decide(session: ClientSession, id: ParticipantId, isLetIn: boolean) {
    const { meeting, space, account } = await convenerOf(session);
    const guest = meeting.decide(id, isLetIn);
    if (guest === undefined) throw new Refused('notInLobby');
    const action = isLetIn ? 'admitted' : 'turnedAway';
    audit.recordAsync({ action, actor: accountActor(account), space, subject: guest.name });
    return {};
  }

  /** @param all whom to show; about one of them the audit log says what has changed. */
  async function spotlight(
    session: ClientSession,
    { meeting, space, account }: Convener,
    participantId: ParticipantId,
    all: readonly ParticipantId[],
  ) {
    const { name: subject } = present(meeting, participantId);
    limiter.consume('noticesMade', payerOf(session), meeting.presentCount);
    const action = all.includes(participantId) ? 'spotlightSet' : 'spotlightEnded';
    if (meeting.spotlight.set(all))
      audit.recordAsync({ action, actor: accountActor(account), space, subject });
    return {};
  }

  return {
    admit: (session, { participantId }) => decide(session, participantId, true),
    deny: (session, { participantId }) => decide(session, participantId, false),

    async muteParticipant(session, { participantId }) {
      const { meeting, person, space, account } = await convenerOf(session);
      const one = present(meeting, participantId);
      const wasHeard = await meeting.moderation.mute(one, person);
      const subject = one.name;
      if (wasHeard)
        audit.recordAsync({ action: 'muted', actor: accountActor(account), space, subject });
      return {};
    },

    async muteEverybody(session) {
      const { meeting, person, space, account } = await convenerOf(session);
      const wasHeard = await meeting.moderation.muteEverybody(person);
      if (wasHeard)
        audit.recordAsync({ action: 'mutedEverybody', actor: accountActor(account), space });
      return {};
    },

    async renameParticipant(session, { participantId, name }) {
      const { meeting, space, account } = await convenerOf(session);
      const one = present(meeting, participantId);
      const subject = one.name;
      if (!meeting.naming.rename(one, name)) throw new Refused('notOnPhone');
      const actor = accountActor(account);
      if (subject !== name)
        audit.recordAsync({ action: 'renamed', actor, space, subject, detail: name });
      return {};
    },

    async askForSound(session, { participantId }) {
      const { meeting, person, space, account } = await convenerOf(session);
      const one = present(meeting, participantId);
      if (!one.readsChat) throw new Refused('participantOnPhone');
      limiter.consume('noticesMade', payerOf(session));
      one.tell({ type: 'soundAsked', byName: person.displayName });
      const actor = accountActor(account);
      audit.recordAsync({ action: 'soundAsked', actor, space, subject: one.name });
      return {};
    },

    async lowerHandOf(session, { participantId }) {
      const { meeting, person, space, account } = await convenerOf(session);
      const one = present(meeting, participantId);
      const actor = accountActor(account);
      if (meeting.hands.lower(one, person))
        audit.recordAsync({ action: 'handLowered', actor, space, subject: one.name });
      return {};
    },

    async stopScreenOf(session, { participantId }) {
      const { meeting, person, space, account } = await convenerOf(session);
      const one = present(meeting, participantId);
      if (!meeting.moderation.stopScreen(one, person)) throw new Refused('notSharing');
      const actor = accountActor(account);
      audit.recordAsync({ action: 'screenStopped', actor, space, subject: one.name });
      return {};
    },

    async setSpotlight(session, { participantId }) {
      const convener = await convenerOf(session);
      if (participantId !== null)
        return spotlight(session, convener, participantId, [participantId]);
      const { meeting, space, account } = convener;
      limiter.consume('noticesMade', payerOf(session), meeting.presentCount);
      const hasChanged = meeting.spotlight.set([]);
      const actor = accountActor(account);
      if (hasChanged) audit.recordAsync({ action: 'spotlightEnded', actor, space });
      return {};
    },

    async setSpotlit(session, { participantId, isSpotlit }) {
      const convener = await convenerOf(session);
      const others = convener.meeting.spotlight.personIds.filter((id) => id !== participantId);
      const all = isSpotlit ? [...others, participantId] : others;
      return spotlight(session, convener, participantId, all);
    },

    async tellLobby(session, { text }) {
      const { meeting, person, space, account } = await convenerOf(session);
      limiter.consume('noticesMade', payerOf(session), meeting.headcount.inLobby);
      if (!meeting.tellLobby(person, text)) throw new Refused('nobodyWaits');
      audit.recordAsync({ action: 'lobbyTold', actor: accountActor(account), space });
      return {};
    },

    async setRole(session, { participantId, role }) {
      const { meeting, person, space, account } = await convenerOf(session);
      const one = present(meeting, participantId);
      limiter.consume('noticesMade', payerOf(session), meeting.presentCount);
      const action = role === null ? 'meetingRoleRemoved' : ACTION_OF_ROLE[role.type];
      if (meeting.roles.give(one, role, person))
        audit.recordAsync({ action, actor: accountActor(account), space, subject: one.name });
      return {};
    },

    async removeParticipant(session, { participantId, isBlocked: isToBeBlocked = false }) {
      const { meeting, space, account } = await convenerOf(session);
      const one = present(meeting, participantId);
      if (await meeting.presentConveners.isStillConvener(one)) throw new Refused('isConvener');
      // As in `convenerOf`.
      if (session.joined.meeting !== meeting || meeting.find(participantId) !== one)
        throw new Refused('participantGone');
      const subject = one.name;
      const isBlocked = isToBeBlocked && meeting.moderation.block(one);
      if (!isToBeBlocked) meeting.moderation.remove(one);
      const action = isBlocked ? 'blocked' : 'removed';
      audit.recordAsync({ action, actor: accountActor(account), space, subject });
      return { isBlocked };
    },

    async setLocked(session, { isLocked }) {
      const { meeting, space, account } = await convenerOf(session);
      const hasChanged = meeting.isLocked !== isLocked;
      meeting.setLocked(isLocked);
      const action = isLocked ? 'locked' : 'unlocked';
      if (hasChanged) audit.recordAsync({ action, actor: accountActor(account), space });
      return {};
    },

    async startCaptions(session) {
      const { meeting, person, space, account } = await convenerOf(session);
      if (!meeting.captions.isPossible) throw new Refused('noCaptions');
      limiter.consume('noticesMade', payerOf(session), meeting.presentCount);
      const actor = accountActor(account);
      if (meeting.captions.start(person))
        audit.recordAsync({ action: 'captionsStarted', actor, space });
      return {};
    },

    async stopCaptions(session) {
      const { meeting, person, space, account } = await convenerOf(session);
      limiter.consume('noticesMade', payerOf(session), meeting.presentCount);
      const actor = accountActor(account);
      if (meeting.captions.stop(person))
        audit.recordAsync({ action: 'captionsStopped', actor, space });
      return {};
    },

    async endMeeting(session) {
      const { meeting, space, account } = await convenerOf(session);
      meeting.end('endedByConvener');
      audit.recordAsync({ action: 'meetingEnded', actor: accountActor(account), space });
      return {};
    },

    async deleteSpace(session) {
      const { space, account } = await convenerOf(session);
      await deleteSpace(space, accountActor(account));
      return {};
    },
  };
}

function present(meeting: Meeting, id: ParticipantId): Person {
  const one = meeting.find(id);
  if (one === undefined) throw new Refused('participantGone');
  return one;
}
