// What happens in a meeting, as its legs are told. Each kind of leg has one mapper that makes notices, or words, of these.
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import type { Message } from '@distansmote/shared/signalling/message.ts';
import type { LeaveReason, MeetingEndReason } from '@distansmote/shared/signalling/notices.ts';
import type { AudioPlayback, VideoPlayback } from '@distansmote/shared/signalling/playback.ts';
import type { LobbyGuest, TrackSource } from '@distansmote/shared/signalling/shapes.ts';
import type { MuteAuthor } from './microphone.ts';
import type { Person } from './person.ts';

/** Why a leg is hung up while its person stays, or leaves by a click. */
export type ReleaseReason = 'soundTakenBack' | 'youLeft' | 'otherPhone';

interface OfTrack {
  personId: ParticipantId;
  source: TrackSource;
}

/** To everybody present, or to the others. */
type SharedEvent =
  | { type: 'personJoined'; person: Person }
  /** Came back by new media before anybody was told that they had left. */
  | { type: 'personReturned'; person: Person }
  /** The name, the legs or the right to moderate. */
  | { type: 'personChanged'; person: Person }
  | { type: 'personLeft'; personId: ParticipantId; reason: LeaveReason }
  | ({ type: 'trackPaused' } & OfTrack)
  | ({ type: 'trackResumed' } & OfTrack)
  | ({ type: 'trackStopped' } & OfTrack)
  /** The loudest first. */
  | { type: 'speakersChanged'; speakerIds: ParticipantId[] }
  | { type: 'suppressedChanged'; suppressedIds: ParticipantId[] }
  | { type: 'connectionChanged'; person: Person }
  /** `at` in milliseconds since 1970. */
  | { type: 'handRaised'; personId: ParticipantId; at: number }
  | { type: 'handLowered'; personId: ParticipantId }
  | { type: 'messageSent'; message: Message }
  | { type: 'lockChanged'; isLocked: boolean };

/** To one person, by each of their legs. */
type PersonalEvent =
  /** `byName` where a convener did it. */
  | { type: 'microphoneChanged'; person: Person; by: MuteAuthor; byName?: string }
  /** Another leg has come or gone, so that the audio goes another way. */
  | { type: 'audioLegChanged'; person: Person }
  /** The last leg beside this one is gone: the person is here by this alone. */
  | { type: 'onlyLegLeft' }
  | { type: 'messageDelivered'; messageId: string }
  | { type: 'playbackReported'; by: ParticipantId; sound: AudioPlayback; picture: VideoPlayback }
  /** To conveners: who waits to be let in. */
  | { type: 'lobbyChanged'; guests: LobbyGuest[] };

/** The leg is no longer in the meeting, which has forgotten it; nothing is told after one of these. */
export type FinalEvent =
  | { type: 'removed' }
  /** Another leg of the same kind has come in its place. */
  | { type: 'replaced' }
  | { type: 'released'; reason: ReleaseReason }
  | { type: 'meetingEnded'; reason: MeetingEndReason };

export type MeetingEvent = SharedEvent | PersonalEvent | FinalEvent;

/** To whoever waits in a lobby; after `admitted`, `denied` and `meetingEnded` they wait no more. */
export type LobbyEvent =
  | { type: 'convenerPresenceChanged'; isConvenerThere: boolean }
  | { type: 'admitted' }
  /** May knock again after so many seconds; at once where there is no number. */
  | { type: 'denied'; retryAfterSeconds?: number }
  | { type: 'meetingEnded'; reason: MeetingEndReason };

const FINAL: ReadonlySet<string> = new Set<FinalEvent['type']>([
  'removed',
  'replaced',
  'released',
  'meetingEnded',
]);

export const isFinal = (event: MeetingEvent): event is FinalEvent => FINAL.has(event.type);
