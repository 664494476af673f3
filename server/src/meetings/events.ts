// The domain events of a meeting. One mapper per kind of leg turns them into notices, or into words and tones.
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import type { CaptionsDescription } from '@distansmote/shared/signalling/captions.ts';
import type { Message } from '@distansmote/shared/signalling/message.ts';
import type { LeaveReason, MeetingEndReason } from '@distansmote/shared/signalling/notices.ts';
import type { AudioPlayback, VideoPlayback } from '@distansmote/shared/signalling/playback.ts';
import type { Role } from '@distansmote/shared/signalling/role.ts';
import type { RingState, RungCall } from '@distansmote/shared/signalling/ringing.ts';
import type { LobbyGuest, TrackSource } from '@distansmote/shared/signalling/shapes.ts';
import type { CaptionLine } from './captions.ts';
import type { MuteAuthor } from './microphone.ts';
import type { Person } from './person.ts';

/** Why a linked leg is hung up: its person moved the audio to another leg, or left on purpose. */
export type ReleaseReason = 'soundTakenBack' | 'youLeft' | 'otherPhone';

interface OfTrack {
  personId: ParticipantId;
  source: TrackSource;
}

/** Told to everybody present, or to all but the person concerned. */
type SharedEvent =
  | { type: 'personJoined'; person: Person }
  /** Rejoined with new transports before they were reported as gone. */
  | { type: 'personReturned'; person: Person }
  /** Their name, role, legs or right to moderate. */
  | { type: 'personChanged'; person: Person }
  | { type: 'personLeft'; personId: ParticipantId; reason: LeaveReason }
  /** Some who were to come back from where the meeting was are no longer waited for. */
  | { type: 'notBack' }
  | ({ type: 'trackPaused' } & OfTrack)
  | ({ type: 'trackResumed' } & OfTrack)
  | ({ type: 'trackStopped' } & OfTrack)
  /** Loudest first. */
  | { type: 'speakersChanged'; speakerIds: ParticipantId[] }
  | { type: 'suppressedChanged'; suppressedIds: ParticipantId[] }
  /** Whose voices are never held back. */
  | { type: 'alwaysHeardChanged' }
  | { type: 'connectionChanged'; person: Person }
  /** `at` in milliseconds since 1970. */
  | { type: 'handRaised'; personId: ParticipantId; at: number }
  /** `byName`: as in `microphoneChanged`. */
  | { type: 'handLowered'; personId: ParticipantId; byName?: string }
  | { type: 'signingChanged'; personId: ParticipantId; isSigning: boolean }
  /** Whom conveners show to everybody. */
  | { type: 'spotlightChanged'; personIds: readonly ParticipantId[] }
  | { type: 'messageSent'; message: Message }
  /** T.140 operations. `line`: the number of the first line that ends by them; `at` grows with each such event. */
  | { type: 'textWritten'; person: Person; text: string; at: number; line?: number }
  /** Null: off. `stoppedBy`: the convener who stopped them. */
  | { type: 'captionsChanged'; captions: CaptionsDescription | null; stoppedBy?: string }
  | ({ type: 'captionSpoken' } & CaptionLine)
  | { type: 'lockChanged'; isLocked: boolean }
  /** It is to go on at another server, where each leg is to get ready. */
  | { type: 'moving' }
  /** It goes on there from now on. */
  | { type: 'moveNow' };

/** Told to one person, on each of their legs. */
type PersonalEvent =
  /** `byName`: the convener's name, when a convener did it. */
  | { type: 'microphoneChanged'; person: Person; by: MuteAuthor; byName?: string }
  /** A convener asks them to turn their microphone on. */
  | { type: 'soundAsked'; byName: string }
  /** A convener says what they do for the others; null: nothing. */
  | { type: 'roleGiven'; role: Role | null; byName: string }
  /** A convener ended their shared screen. */
  | { type: 'screenStopped'; byName: string }
  /** A linked leg has come or gone, so that another leg carries the audio. */
  | { type: 'audioLegChanged'; person: Person }
  /** The person's other leg is gone: this one is their only leg. */
  | { type: 'onlyLegLeft' }
  | { type: 'messageDelivered'; messageId: string }
  | { type: 'playbackReported'; by: ParticipantId; sound: AudioPlayback; picture: VideoPlayback }
  /** How far the ring at their own telephone has come; null once it is hung up. */
  | { type: 'ringMeChanged'; state: RingState | null }
  /** Told to conveners: whom the meeting rings. */
  | { type: 'ringingChanged'; calls: RungCall[] }
  /** Told to conveners: who waits in the lobby. */
  | { type: 'lobbyChanged'; guests: LobbyGuest[] };

/** The leg has left the meeting. It gets no event after one of these. */
export type FinalEvent =
  | { type: 'removed' }
  /** Replaced by a newer leg of the same kind. */
  | { type: 'replaced' }
  | { type: 'released'; reason: ReleaseReason }
  | { type: 'meetingEnded'; reason: MeetingEndReason };

export type MeetingEvent = SharedEvent | PersonalEvent | FinalEvent;

/** Told to those in a lobby. */
export type LobbyEvent =
  | { type: 'convenerPresenceChanged'; isConvenerThere: boolean }
  | { type: 'told'; text: string; byName: string }
  /** `room`: by which the meeting is found, where another server holds it. */
  | { type: 'admitted'; room?: string }
  /** When they may knock again; at once if absent. */
  | { type: 'denied'; retryAfterSeconds?: number }
  | { type: 'meetingEnded'; reason: MeetingEndReason };

/** Whether the person no longer waits after it. */
export const endsWait = ({ type }: LobbyEvent): boolean =>
  type === 'admitted' || type === 'denied' || type === 'meetingEnded';

const FINAL: ReadonlySet<string> = new Set<FinalEvent['type']>([
  'removed',
  'replaced',
  'released',
  'meetingEnded',
]);

export const isFinal = (event: MeetingEvent): event is FinalEvent => FINAL.has(event.type);
