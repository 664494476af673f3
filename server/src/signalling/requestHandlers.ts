// What each request does: one short handler per row of the table, the index of behaviour.
import type { CallId } from '@distansmote/shared/ids.ts';
import type { RtpCapabilities } from '@distansmote/shared/signalling/rtp.ts';
import type { ParsedBody, Reply, RequestName } from '@distansmote/shared/signalling/requests.ts';
import type { GuessLimit } from '../guessLimit.ts';
import type { Log } from '../log.ts';
import { MediaRefused } from '../media/participantMedia.ts';
import type { SentTrack } from '../media/sentTrack.ts';
import { refusalOf } from '../meetings/admission.ts';
import { BrowserParticipant } from '../meetings/browserParticipant.ts';
import type { Meeting } from '../meetings/meeting.ts';
import type { Meetings } from '../meetings/meetings.ts';
import { Refused } from '../refused.ts';
import type { SpaceStore } from '../spaces/spaceStore.ts';
import type { Connection } from './connection.ts';

export interface HandlerParts {
  spaces: SpaceStore;
  meetings: Meetings;
  callIdGuesses: GuessLimit;
  log: Log;
}

export type RequestHandlers = {
  [N in RequestName]: (connection: Connection, body: ParsedBody<N>) => Promise<Reply<N>>;
};

export function createRequestHandlers({
  spaces,
  meetings,
  callIdGuesses,
  log,
}: HandlerParts): RequestHandlers {
  /** A meeting, and what its newcomer needs in it. */
  async function openPlace(
    connection: Connection,
    callId: CallId,
    rtpCapabilities: RtpCapabilities,
  ): Promise<{ meeting: Meeting; participant: BrowserParticipant }> {
    const meeting = await meetings.open(callId);
    try {
      const participant = await BrowserParticipant.open(
        meeting.media,
        rtpCapabilities,
        connection.tell,
        log,
      );
      if (connection.closed) {
        participant.close();
        meeting.closeIfEmpty();
        // Nobody is left to read it.
        throw new Refused('notPrepared');
      }
      if (!meeting.closed) return { meeting, participant };
      participant.close();
    } catch (error) {
      if (!meeting.closed) {
        meeting.closeIfEmpty();
        throw error;
      }
    }
    meeting.closeIfEmpty();
    if ((await spaces.findByCallId(callId)) === undefined) throw new Refused('callIdUnknown');
    // The last one left, or the worker died, while the transports were being made: once more.
    return openPlace(connection, callId, rtpCapabilities);
  }

  return {
    async prepare(connection, { callId, rtpCapabilities }) {
      if (connection.place !== undefined) throw new Refused('alreadyPrepared');
      const space = await callIdGuesses.try(connection.address, () => spaces.findByCallId(callId));
      const there = await meetings.find(callId);
      const refusal = refusalOf({ space, presentCount: there?.presentCount ?? 0 });
      if (refusal !== undefined) throw new Refused(refusal);
      const { meeting, participant } = await openPlace(connection, callId, rtpCapabilities);
      const tracks = meeting.addWaiting(participant);
      connection.wait({ meeting, participant });
      try {
        return {
          participantId: participant.id,
          ...participant.media.describeTransports(),
          tracks: await participant.receivable(tracks),
        };
      } catch (error) {
        connection.leave('left');
        throw error;
      }
    },

    async connectTransport(connection, { direction, dtlsParameters }) {
      const { participant } = connection.preparedPlace;
      if (participant.media.hasConnected(direction)) throw new Refused('alreadyConnected');
      await orRefused(participant.media.connect(direction, dtlsParameters));
      return {};
    },

    async join(connection, { name, profession, tracks }) {
      const { meeting, participant } = connection.preparedPlace;
      if (participant.isPresent) throw new Refused('alreadyJoined');
      const space = await spaces.findByCallId(meeting.callId);
      const admit = () => {
        const refusal = refusalOf({ space, presentCount: meeting.presentCount });
        if (refusal !== undefined) throw new Refused(refusal);
      };
      admit();
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
      connection.joined();
      participant.arrive(name, profession);
      return { participants: meeting.enter(participant) };
    },

    async tracksReady(connection, { tracks }) {
      const { media } = connection.preparedPlace.participant;
      for (const { participantId, source } of tracks) media.setReady(participantId, source);
      return {};
    },

    async startTrack(connection, offer) {
      const { meeting, participant } = connection.joinedPlace;
      if (participant.media.sentTrack(offer.source) !== undefined)
        throw new Refused('alreadyStarted');
      const track = await orRefused(participant.media.send(offer));
      if (!track.closed) meeting.startTrack(participant, track);
      return {};
    },

    async stopTrack(connection, { source }) {
      const { meeting, participant, track } = joinedTrack(connection, source);
      meeting.stopTrack(participant, track);
      return {};
    },

    async pauseTrack(connection, { source }) {
      const { meeting, participant, track } = joinedTrack(connection, source);
      await meeting.setTrackPaused(participant, track, true);
      return {};
    },

    async resumeTrack(connection, { source }) {
      const { meeting, participant, track } = joinedTrack(connection, source);
      await meeting.setTrackPaused(participant, track, false);
      return {};
    },

    async leave(connection) {
      connection.leave('left');
      return {};
    },
  };
}

function joinedTrack(connection: Connection, source: SentTrack['source']) {
  const place = connection.joinedPlace;
  const track = place.participant.media.sentTrack(source);
  if (track === undefined) throw new Refused('trackUnknown');
  return { ...place, track };
}

/** @throws Refused `mediaRefused` in place of mediasoup's own error. */
async function orRefused<T>(promise: Promise<T>): Promise<T> {
  try {
    return await promise;
  } catch (error) {
    throw asRefused(error);
  }
}

function asRefused(error: unknown): unknown {
  return error instanceof MediaRefused ? new Refused('mediaRefused') : error;
}
