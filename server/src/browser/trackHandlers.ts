// What somebody in the meeting asks of the tracks that they send.
import type { SentTrack } from '../media/sentTrack.ts';
import type { Limiter } from '../limits/limiter.ts';
import { Refused } from '../meetings/refused.ts';
import type { ClientSession } from './clientSession.ts';
import { orRefused } from './mediaRefused.ts';
import { payerOf, payForToggle } from './payer.ts';
import type { RequestHandlers } from './requestHandlers.ts';

type TrackRequest = 'startTrack' | 'stopTrack' | 'pauseTrack' | 'resumeTrack';

export const createTrackHandlers = (limiter: Limiter): Pick<RequestHandlers, TrackRequest> => ({
  async startTrack(connection, offer) {
    const { meeting, participant } = connection.joinedPlace;
    const checkIsFree = () => {
      const isTaken = offer.source === 'microphone' && meeting.linkedPhones.of(participant);
      if (isTaken) throw new Refused('speaksByPhone');
    };
    checkIsFree();
    if (participant.media.sentTrack(offer.source) !== undefined)
      throw new Refused('alreadyStarted');
    limiter.consume('tracksStarted', payerOf(connection));
    const track = await orRefused(participant.media.send(offer));
    if (track.closed) return {};
    try {
      checkIsFree();
    } catch (error) {
      track.close();
      throw error;
    }
    meeting.startTrack(participant, track);
    return {};
  },

  async stopTrack(connection, { source }) {
    const { meeting, participant, track } = joinedTrack(connection, source);
    meeting.stopTrack(participant, track);
    return {};
  },

  async pauseTrack(connection, { source }) {
    const place = connection.joinedPlace;
    const phone = place.meeting.linkedPhones.of(place.participant);
    if (source === 'microphone' && phone !== undefined) {
      // Pressed before the page was told of the telephone; a page that makes room for it stops the track.
      phone.setMuted(true);
      return {};
    }
    const { meeting, participant, track } = joinedTrack(connection, source);
    await meeting.setTrackPaused(participant, track, true);
    // One has come meanwhile.
    if (track.closed && source === 'microphone')
      meeting.linkedPhones.of(participant)?.setMuted(true);
    return {};
  },

  async resumeTrack(connection, { source }) {
    const { meeting, participant, track } = joinedTrack(connection, source);
    payForToggle(limiter, connection);
    await meeting.setTrackPaused(participant, track, false);
    return {};
  },
});

function joinedTrack(connection: ClientSession, source: SentTrack['source']) {
  const place = connection.joinedPlace;
  const track = place.participant.media.sentTrack(source);
  if (track === undefined) throw new Refused('trackUnknown');
  return { ...place, track };
}
