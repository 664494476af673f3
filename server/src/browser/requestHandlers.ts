// What each request does: one short handler per row of the table, the index of behaviour.
import type { CallId } from '@distansmote/shared/ids.ts';
import type { ParsedBody, Reply, RequestName } from '@distansmote/shared/signalling/requests.ts';
import { personActor } from '../audit/actors.ts';
import type { Attendance } from '../audit/attendance.ts';
import type { AuditLog } from '../audit/auditLog.ts';
import { siteOf } from '../platform/clientAddress.ts';
import type { CallIdLookup } from '../guessing/callIdLookup.ts';
import { browserClient } from '../guessing/lookupClient.ts';
import type { Limiter } from '../limits/limiter.ts';
import type { Log } from '../platform/log.ts';
import type { MediaWorkers } from '../media/mediaWorkers.ts';
import { RelayUsers } from '../media/relayUsers.ts';
import { testCredentials, turnCredentials, type TurnRelay } from '../media/turnCredentials.ts';
import { type AdmissionRefusal, isConvener, refusalOf } from '../meetings/admission.ts';
import { admissionPassFor } from '../meetings/admissionPass.ts';
import { BrowserLeg } from './browserLeg.ts';
import type { BrowserTokens } from '../meetings/browserTokens.ts';
import { type Entrant, entrantOf, type JoinCredentials } from '../meetings/joinCredentials.ts';
import type { LobbyPlace } from '../meetings/lobby.ts';
import type { Meeting } from '../meetings/meeting.ts';
import type { Meetings } from '../meetings/meetings.ts';
import { participantIdOf } from '../meetings/participantId.ts';
import { Refused } from '../meetings/refused.ts';
import type { DeleteSpace } from '../spaces/deleteSpace.ts';
import { recordUseAsync } from '../spaces/recordUse.ts';
import type { Space, SpaceStore } from '../spaces/spaceStore.ts';
import { createChatHandlers } from './chatHandlers.ts';
import type { ClientSession } from './clientSession.ts';
import { EquipmentTests } from './equipmentTests.ts';
import { createModerationHandlers } from './moderationHandlers.ts';
import { asRefused, orRefused } from './mediaRefused.ts';
import { createOwnPhoneHandlers } from './linkedPhoneHandlers.ts';
import { payForToggle, payerAtDoor, payerOf } from './payer.ts';
import { createTrackHandlers } from './trackHandlers.ts';

export interface HandlerDeps {
  spaces: SpaceStore;
  meetings: Meetings;
  mediaWorkers: MediaWorkers;
  callIdLookup: CallIdLookup;
  browserTokens: BrowserTokens;
  deleteSpace: DeleteSpace;
  audit: AuditLog;
  attendance: Attendance;
  /** Undefined where there is none. */
  turnRelay: TurnRelay | undefined;
  phoneNumber: string | undefined;
  /** Whether they are answered here. */
  hasTelephones: boolean;
  limiter: Limiter;
  log: Log;
}

type Knocking = Pick<LobbyPlace, 'guest' | 'browserId'>;

export type RequestHandlers = {
  [N in RequestName]: (connection: ClientSession, body: ParsedBody<N>) => Promise<Reply<N>>;
};

export function createRequestHandlers({
  spaces,
  meetings,
  mediaWorkers,
  callIdLookup,
  browserTokens,
  deleteSpace,
  audit,
  attendance,
  turnRelay,
  phoneNumber,
  hasTelephones,
  limiter,
  log,
}: HandlerDeps): RequestHandlers {
  const equipmentTests = new EquipmentTests(mediaWorkers, limiter);
  const relayUsers = new RelayUsers();

  async function mayLead({ visitor }: ClientSession, callId: CallId): Promise<boolean> {
    await visitor.renewAccount();
    return isConvener(visitor.account, await spaces.findByCallId(callId));
  }

  /** A meeting, and what its newcomer needs in it. */
  async function openPlace(
    connection: ClientSession,
    { callId, personKey, rtpCapabilities }: ParsedBody<'prepare'>,
    browserId: string | undefined,
  ): Promise<{ meeting: Meeting; participant: BrowserLeg }> {
    const meeting = await meetings.open(callId);
    try {
      const participant = await BrowserLeg.open(
        participantIdOf(callId, personKey),
        meeting.media,
        rtpCapabilities,
        {
          send: (notice) => connection.tell(participant, notice),
          browserId,
          mayLead: () => mayLead(connection, callId),
          leadsNoLonger: (former) => meeting.leadsNoLonger(former),
          connectionChanged: (changed) => meeting.connectionChanged(changed),
          log,
        },
      );
      if (!connection.closed && !meeting.closed) return { meeting, participant };
      participant.close();
    } catch (error) {
      if (!meeting.closed) {
        meeting.closeIfEmpty();
        throw error;
      }
    }
    meeting.closeIfEmpty();
    // Nobody is left to read it.
    if (connection.closed) throw new Refused('notPrepared');
    if ((await spaces.findByCallId(callId)) === undefined) throw new Refused('callIdUnknown');
    // The last one left, or the worker died, while the transports were being made: once more.
    return openPlace(connection, { callId, personKey, rtpCapabilities }, browserId);
  }

  /** Why this person may not enter; undefined when they may. */
  function refusalFor(
    connection: ClientSession,
    space: Space | undefined,
    meeting: Meeting | undefined,
    { id, hasSecret, hasPass }: Entrant,
    browserId: string | undefined,
  ): AdmissionRefusal | undefined {
    const standing = meeting?.standingOf(id, browserId) ?? 'new';
    const address = strangerFrom(connection, meeting, { id, hasSecret });
    return refusalOf({
      space,
      kind: 'browser',
      now: Date.now(),
      presentCount: meeting?.presentCount ?? 0,
      strangersOfAddress:
        address === undefined ? undefined : (meeting?.strangersFrom(address) ?? 0),
      isLocked: meeting?.isLocked ?? false,
      isConvener: isConvener(connection.visitor.account, space),
      hasSecret,
      hasPass,
      standing,
    });
  }

  /**
   * Looks up the space that somebody wants into, and why they may not; wrong numbers are counted. `unchecked`: whether
   * there is such a space is not told. Of who leads there is no `browserId`: nobody keeps them out by it.
   */
  async function consider(
    connection: ClientSession,
    body: JoinCredentials & Pick<ParsedBody<'prepare'>, 'callId'>,
  ): Promise<{
    entrant: Entrant;
    browserId: string | undefined;
    space: Space | undefined;
    refusal: AdmissionRefusal | 'unchecked' | undefined;
  }> {
    const { callId } = body;
    const meeting = await meetings.find(callId);
    const browserId = browserTokens.idOf(callId, body.browserToken);
    // Whoever was let in or removed there knows that the number is right.
    const isKnown =
      meeting !== undefined &&
      meeting.standingOf(participantIdOf(callId, body.personKey), browserId) !== 'new';
    const found = isKnown
      ? await spaces.findByCallId(callId)
      : await callIdLookup.find(callId, browserClient(connection.visitor, callId, body));
    const space = found === 'unchecked' ? undefined : found;
    const entrant = entrantOf(callId, space, body);
    if (found === 'unchecked') return { entrant, browserId, space, refusal: found };
    const current = await meetings.find(callId);
    return {
      entrant,
      browserId: isConvener(connection.visitor.account, space) ? undefined : browserId,
      space,
      refusal: refusalFor(connection, space, current, entrant, browserId),
    };
  }

  /** For a number that is not tried; alike for each, whether a space has it or not. */
  function knockUnchecked(connection: ClientSession, callId: CallId, who: Knocking): void {
    limiter.consume('uncheckedKnocks', connection.visitor.payer);
    connection.knock(meetings.uncheckedKnocks.of(callId), who);
  }

  return {
    async prepare(connection, body) {
      limiter.consume('preparations', connection.visitor.payer);
      const { refusal, browserId, entrant, space } = await consider(connection, body);
      // It may have been waited for while it was not checked.
      if (refusal === 'callIdUnknown') connection.leaveLobby();
      if (refusal !== undefined)
        throw new Refused(refusal === 'unchecked' ? 'needsLobby' : refusal);
      const { meeting, participant } = await openPlace(connection, body, browserId);
      // Who was removed, or locked out, while the transports were being made is told of no tracks.
      const overtakenBy = refusalFor(connection, space, meeting, entrant, browserId);
      if (overtakenBy !== undefined) {
        participant.close();
        meeting.closeIfEmpty();
        throw new Refused(overtakenBy);
      }
      const tracks = meeting.addWaiting(participant);
      const { callId, personKey, secret, pass, browserToken } = body;
      connection.wait({ meeting, participant, shown: { personKey, secret, pass, browserToken } });
      try {
        return {
          participantId: participant.id,
          ...participant.media.describeTransports(),
          ...(turnRelay && {
            iceServers: [
              turnCredentials(
                turnRelay,
                Date.now(),
                relayUsers.next(callId, connection.visitor.payer.address),
              ),
            ],
          }),
          tracks: await participant.receivable(tracks),
        };
      } catch (error) {
        connection.leave('left');
        throw error;
      }
    },

    async knock(connection, body) {
      if (connection.place?.participant.isPresent === true) throw new Refused('alreadyJoined');
      const { entrant, browserId, refusal } = await consider(connection, body);
      // It takes a second when somebody guesses: nobody is left to wait.
      if (connection.closed) throw new Refused('callIdUnknown');
      const { name, profession } = body;
      const guest = { id: entrant.id, kind: 'browser', name, profession } as const;
      if (refusal === 'unchecked') {
        knockUnchecked(connection, body.callId, { guest, browserId });
        return { isAdmitted: false, isConvenerThere: false, isNumberChecked: false };
      }
      if (refusal === undefined)
        return { isAdmitted: true, isConvenerThere: true, isNumberChecked: true };
      if (refusal !== 'needsLobby') throw new Refused(refusal);
      limiter.consume('knocks', payerAtDoor(connection, body.callId));
      const meeting = await meetings.open(body.callId);
      if (connection.closed) {
        meeting.closeIfEmpty();
        throw new Refused('callIdUnknown');
      }
      const isWaiting = connection.knock(meeting, { guest, browserId });
      if (!isWaiting) throw new Refused('lobbyFull');
      const { isConvenerThere } = meeting;
      return { isAdmitted: false, isConvenerThere, isNumberChecked: true };
    },

    async connectTransport(connection, { direction, dtlsParameters }) {
      const { media } = connection;
      if (media.hasConnected(direction)) throw new Refused('alreadyConnected');
      await orRefused(media.connect(direction, dtlsParameters));
      return {};
    },

    restartIce: (connection) => orRefused(connection.media.restartIce()),

    async join(connection, { name, profession, tracks }) {
      const { meeting, participant, shown } = connection.preparedPlace;
      if (participant.isPresent) throw new Refused('alreadyJoined');
      const space = await spaces.findByCallId(meeting.callId);
      if (space === undefined) throw new Refused('callIdUnknown');
      const entrant = entrantOf(meeting.callId, space, shown);
      const browserId = browserTokens.idOf(meeting.callId, shown.browserToken);
      const admit = () => {
        const refusal = refusalFor(connection, space, meeting, entrant, browserId);
        if (refusal !== undefined) throw new Refused(refusal);
      };
      admit();
      const { account } = connection.visitor;
      const isLeading = isConvener(account, space);
      const isBack = meeting.standingOf(participant.id) === 'present';
      limiter.consume(isBack ? 'returns' : 'joins', payerAtDoor(connection, meeting.callId));
      const sent = await Promise.allSettled(tracks.map((offer) => participant.media.send(offer)));
      try {
        for (const result of sent) if (result.status === 'rejected') throw asRefused(result.reason);
        if (connection.place?.participant !== participant) throw new Refused('notPrepared');
        // Others may have taken the last place while the tracks were being made.
        admit();
      } catch (error) {
        for (const result of sent) if (result.status === 'fulfilled') result.value.close();
        throw error;
      }
      participant.arrive(
        { name, profession, isConvener: isLeading },
        { strangerFrom: strangerFrom(connection, meeting, entrant), browserId },
      );
      const entered = meeting.enter(participant);
      attendance.entered(
        meeting,
        { id: participant.id, name },
        { actor: personActor(account, name), space },
      );
      connection.joined();
      recordUseAsync(spaces, space, log);
      return {
        ...entered,
        meetingName: space.name,
        isConvener: isLeading,
        pass: admissionPassFor(space, participant.id, shown.pass),
      };
    },

    async tracksReady(connection, { tracks }) {
      const { media } = connection;
      for (const { participantId, source } of tracks)
        media.received.setReady(participantId, source);
      return {};
    },

    async raiseHand(connection) {
      const { meeting, participant } = connection.joinedPlace;
      payForToggle(limiter, connection);
      meeting.hands.raise(participant.id);
      return {};
    },

    async lowerHand(connection) {
      const { meeting, participant } = connection.joinedPlace;
      meeting.hands.lower(participant.id);
      return {};
    },

    async reportPlayback(connection, { reports }) {
      const { meeting, participant } = connection.joinedPlace;
      const news = meeting.renderings.newOf(participant.id, reports);
      limiter.consume('playbackReports', payerOf(connection), news.length);
      meeting.renderings.tell(participant.id, news);
      return {};
    },

    async setVideoSizes(connection, { pictures }) {
      const { media } = connection.joinedPlace.participant;
      limiter.consume('videoSizes', payerOf(connection), pictures.length);
      for (const { participantId, source, size } of pictures)
        media.received.setVideoSize(participantId, source, size);
      return {};
    },

    ...createChatHandlers(limiter),
    ...createTrackHandlers(limiter),
    ...createOwnPhoneHandlers({ spaces, phoneNumber, hasTelephones, limiter }),
    ...createModerationHandlers({ spaces, deleteSpace, audit }),

    async openTest(connection) {
      if (connection.isBusy) throw new Refused('alreadyJoined');
      const test = await equipmentTests.open(siteOf(connection.visitor.address));
      if (connection.closed) {
        test.close();
        // Nobody is left to read it.
        throw new Refused('notPrepared');
      }
      connection.tries(test);
      return {
        rtpCapabilities: mediaWorkers.rtpCapabilities,
        ...test.echo.media.describeTransports(),
        ...(turnRelay && {
          iceServers: [testCredentials(turnRelay, Date.now(), test.relayUser)],
        }),
        phoneNumber: phoneNumber ?? null,
      };
    },

    async sendTest(connection, { tracks }) {
      const { echo } = connection.test;
      if (tracks.some(({ source }) => echo.media.sentTrack(source) !== undefined))
        throw new Refused('alreadyStarted');
      return { tracks: await orRefused(echo.send(tracks)) };
    },

    async leave(connection, { isFinal }) {
      const present = isFinal === true ? connection.presentPlace : undefined;
      present?.meeting.linkedPhones.hangUp(present.participant, 'youLeft');
      connection.leave('left');
      return {};
    },
  };
}

/** The address of whoever knows no more than the number; undefined where the link, an account or a convener vouches. */
function strangerFrom(
  { visitor }: ClientSession,
  meeting: Meeting | undefined,
  { id, hasSecret }: Pick<Entrant, 'id' | 'hasSecret'>,
): string | undefined {
  const isVouchedFor = hasSecret || visitor.account !== undefined || meeting?.isLetIn(id) === true;
  return isVouchedFor ? undefined : siteOf(visitor.address);
}
