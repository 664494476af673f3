// Request handlers for the tracks that a page sends and receives.
import type { Limiter } from '../limits/limiter.ts';
import type { SentTrack } from '../media/sentTrack.ts';
import { Refused } from '../meetings/refused.ts';
import type { ClientSession } from './clientSession.ts';
import { orRefused } from './mediaRefused.ts';
import { payerOf, payForToggle } from './payer.ts';
import type { RequestHandlers } from './requestHandlers.ts';

type TrackRequest =
  | 'startTrack'
  | 'stopTrack'
  | 'pauseTrack'
  | 'resumeTrack'
  | 'tracksReady'
  | 'setVideoSizes';

export const createTrackHandlers = (limiter: Limiter): Pick<RequestHandlers, TrackRequest> => ({
  async startTrack(session, offer) {
    const { meeting, leg, person } = session.joinedLeg;
    const isTaken = () => offer.source === 'microphone' && person.linkedLeg !== undefined;
    if (isTaken()) throw new Refused('speaksByPhone');
    if (leg.media.sentTrack(offer.source) !== undefined) throw new Refused('alreadyStarted');
    limiter.consume('tracksStarted', payerOf(session));
    const track = await orRefused(leg.media.send(offer));
    if (track.closed) return {};
    if (isTaken()) {
      track.close();
      throw new Refused('speaksByPhone');
    }
    meeting.tracks.start(person, track);
    return {};
  },

  async stopTrack(session, { source }) {
    const { meeting, person, track } = joinedTrack(session, source);
    meeting.tracks.stop(person, track);
    return {};
  },

  async pauseTrack(session, { source }) {
    const { meeting, person } = session.joinedLeg;
    // When a phone has just taken over and the page doesn't know yet, the phone is muted.
    if (source === 'microphone' && person.linkedLeg === undefined) joinedTrack(session, source);
    if (source === 'microphone') await meeting.tracks.setMuted(person, true);
    else await meeting.tracks.setPaused(person, joinedTrack(session, source).track, true);
    return {};
  },

  async resumeTrack(session, { source }) {
    const { meeting, person, track } = joinedTrack(session, source);
    payForToggle(limiter, session);
    if (source === 'microphone') await meeting.tracks.setMuted(person, false);
    else await meeting.tracks.setPaused(person, track, false);
    return {};
  },

  async tracksReady({ media }, { tracks }) {
    for (const { participantId, source } of tracks) media.received.setReady(participantId, source);
    return {};
  },

  async setVideoSizes(session, { pictures }) {
    const { media } = session.joined.leg;
    limiter.consume('videoSizes', payerOf(session), pictures.length);
    for (const { participantId, source, size } of pictures)
      media.received.setVideoSize(participantId, source, size);
    return {};
  },
});

/** @throws Refused `notJoined`, `trackUnknown` */
function joinedTrack(session: ClientSession, source: SentTrack['source']) {
  const { joined } = session;
  const track = joined.leg.media.sentTrack(source);
  if (track === undefined) throw new Refused('trackUnknown');
  return { ...joined, track };
}
