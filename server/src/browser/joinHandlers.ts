// Request handlers for the way into a meeting and out of it: a thin adapter to the join flow.
import type { ParsedBody, Reply } from '@distansmote/shared/signalling/requests.ts';
import { personActor } from '../audit/actors.ts';
import type { Limiter } from '../limits/limiter.ts';
import { RelayUsers } from '../media/relayUsers.ts';
import { turnCredentials, type TurnRelay } from '../media/turnCredentials.ts';
import { isConvener } from '../meetings/admission.ts';
import { admissionPassFor } from '../meetings/admissionPass.ts';
import type { JoinFlow, Joined } from '../meetings/join.ts';
import { Refused } from '../meetings/refused.ts';
import type { PersonName } from '../meetings/person.ts';
import type { Log } from '../platform/log.ts';
import { BrowserEntrant, type BrowserEntrantDeps } from './browserEntrant.ts';
import { BrowserLeg } from './browserLeg.ts';
import type { ClientSession, PreparedLeg } from './clientSession.ts';
import { asRefused } from './mediaRefused.ts';
import { payerOf } from './payer.ts';
import type { RequestHandlers } from './requestHandlers.ts';
import { describeRinging, type RingingHandlersDeps } from './ringingHandlers.ts';

export interface JoinHandlersDeps
  extends BrowserEntrantDeps, Pick<RingingHandlersDeps, 'ringUps' | 'allowedTargets'> {
  joinFlow: JoinFlow;
  /** Undefined when there is none. */
  turnRelay: TurnRelay | undefined;
  limiter: Limiter;
  log: Log;
}

type Names = ParsedBody<'renameMyself'>;
const ADMITTED: Reply<'knock'> = {
  isAdmitted: true,
  isConvenerThere: true,
  isNumberChecked: true,
};

type JoinRequest = 'prepare' | 'knock' | 'join' | 'renameMyself' | 'leave';

export function createJoinHandlers(deps: JoinHandlersDeps): Pick<RequestHandlers, JoinRequest> {
  const { joinFlow, turnRelay, limiter, log } = deps;
  const relayUsers = new RelayUsers();

  const canModerate = async ({ client }: ClientSession, { callId }: BrowserEntrant) => {
    await client.renewAccount();
    return isConvener(client.account, await deps.spaces.findByCallId(callId));
  };

  return {
    async prepare(session, body) {
      limiter.consume('preparations', session.client.payer);
      const entrant = new BrowserEntrant(session, body, deps);
      const prepared = await joinFlow.prepare(
        entrant,
        await joinFlow.checkAdmission(entrant),
        (meeting, { id }) =>
          BrowserLeg.open(id, meeting.media, body.rtpCapabilities, {
            send: (leg, notice) => session.send(leg, notice),
            onFinal: (leg) => session.legEnded(leg),
            onConnectionChanged: (leg) => meeting.connectionChanged(leg),
            log,
          }),
      );
      if (prepared.type === 'refused') {
        const { refusal } = prepared;
        // They may have been waiting for this number while it wasn't checked.
        if (refusal === 'callIdUnknown') session.leaveLobby();
        if (refusal === 'gone') throw new Refused('notPrepared');
        throw new Refused(refusal === 'unchecked' ? 'needsLobby' : refusal);
      }
      const { meeting, leg, tracks } = prepared;
      session.prepare({ meeting, leg, entrant });
      const { address } = session.client.payer;
      try {
        return {
          participantId: leg.personId,
          ...leg.media.describeTransports(),
          ...(turnRelay && {
            iceServers: [
              turnCredentials(turnRelay, Date.now(), relayUsers.next(body.callId, address)),
            ],
          }),
          tracks: await leg.receivable(tracks),
        };
      } catch (error) {
        session.leave('left');
        throw error;
      }
    },

    async knock(session, body) {
      if (session.hasJoined) throw new Refused('alreadyJoined');
      const entrant = new BrowserEntrant(session, body, deps, namesOf(body));
      const { refusal } = await joinFlow.checkAdmission(entrant);
      if (refusal === undefined) return ADMITTED;
      if (refusal !== 'needsLobby' && refusal !== 'unchecked') throw new Refused(refusal);
      const result = await joinFlow.knock(entrant, refusal);
      if (result.type === 'refused')
        throw new Refused(result.refusal === 'gone' ? 'callIdUnknown' : result.refusal);
      if (result.type === 'admitted') return ADMITTED;
      session.waitInLobby(result.lobby, result.entry);
      if (result.type === 'waitingUnchecked')
        return { isAdmitted: false, isConvenerThere: false, isNumberChecked: false };
      const { isConvenerThere } = result;
      return { isAdmitted: false, isConvenerThere, isNumberChecked: true };
    },

    async join(session, { tracks, ...names }) {
      const { prepared } = session;
      if (session.hasJoined) throw new Refused('alreadyJoined');
      const { entrant } = prepared;
      const joined = await joinFlow.join(
        entrant,
        prepared,
        {
          ...namesOf(names),
          actor: personActor(session.client.account, names.name),
          canModerate: () => canModerate(session, entrant),
        },
        () => startTracks(prepared.leg, tracks),
      );
      if (joined.type === 'refused')
        throw new Refused(joined.refusal === 'gone' ? 'notPrepared' : joined.refusal);
      session.join(joined.person);
      session.afterReply(joined.offerTracks);
      const ringing = describeRinging(deps, prepared.meeting, joined);
      return { ...joinReply(prepared, joined), ...(ringing !== undefined && { ringing }) };
    },

    async renameMyself(session, body) {
      const { meeting, person } = session.joined;
      limiter.consume('renames', payerOf(session));
      limiter.consume('noticesMade', payerOf(session), meeting.presentCount);
      meeting.renameSelf(person, namesOf(body));
      return {};
    },

    async leave(session, { isFinal }) {
      const present = isFinal === true ? session.present : undefined;
      present?.meeting.releaseLinkedLeg(present.person, 'youLeft');
      session.leave('left');
      return {};
    },
  };
}

/** Nobody beside them is the same as no list. */
function namesOf({ name, profession, companions = [], role }: Names): PersonName {
  return { name, profession, ...(companions.length > 0 && { companions }), ...(role && { role }) };
}

/**
 * Starts all tracks, or none.
 * @throws Refused `mediaRefused`
 */
async function startTracks(leg: BrowserLeg, offers: ParsedBody<'join'>['tracks']) {
  const sent = await Promise.allSettled(offers.map((offer) => leg.media.send(offer)));
  const tracks = sent.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
  const failed = sent.find((result) => result.status === 'rejected');
  if (failed === undefined) return tracks;
  for (const track of tracks) track.close();
  throw asRefused(failed.reason);
}

function joinReply({ meeting, entrant }: PreparedLeg, joined: Joined): Reply<'join'> {
  const { person, space } = joined;
  const { personIds } = meeting.spotlight;
  const [spotlightId] = personIds;
  const captions = meeting.captions.describe();
  return {
    participants: meeting.othersThan(person).map((other) => other.describe()),
    speakerIds: [...meeting.speakerIds],
    suppressedIds: meeting.media.suppressedIds,
    isLocked: meeting.isLocked,
    hasMessages: meeting.chat.hasFor(person.id),
    lobby: joined.isConvener ? meeting.lobbyGuests : [],
    linkedPhone: person.describeLinkedPhone(),
    ...(spotlightId !== undefined && { spotlightId, spotlightIds: [...personIds] }),
    ...(person.isSigning && { isSigning: true }),
    ...(person.givenRole !== undefined && { givenRole: person.givenRole }),
    ...(captions !== null && { captions }),
    ...(joined.isConvener && meeting.captions.isPossible && { canCaption: true }),
    ...(joined.isReturn && { handRaisedAt: person.handRaisedAt }),
    meetingName: space.name,
    isConvener: joined.isConvener,
    pass: admissionPassFor(space, person.id, entrant.credentials.pass),
  };
}
