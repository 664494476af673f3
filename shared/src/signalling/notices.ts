// What the server tells a page unasked, in the past tense.
import type { ParticipantId } from '../ids.ts';
import type { Message } from './message.ts';
import type { VideoPlayback, AudioPlayback } from './playback.ts';
import type {
  ConnectionQuality,
  LobbyGuest,
  LinkedPhone,
  ParticipantDescription,
  VideoSource,
  ReceivableTrack,
  TrackSource,
} from './shapes.ts';

/** Why a participant is no longer in the meeting. */
export type LeaveReason = 'left' | 'connectionLost' | 'meetingEnded' | 'removed';
/** Why a meeting is over for everybody; after `serverStopping` and `mediaFailed` one may come back. */
export type MeetingEndReason =
  | 'spaceDeleted'
  | 'endedByConvener'
  | 'serverStopping'
  | 'mediaFailed';

interface TrackOf {
  participantId: ParticipantId;
  source: TrackSource;
}

export interface Notices {
  participantJoined: { participant: ParticipantDescription };
  /** One who was thought to be here still has come back by a new way: nobody need notice. */
  participantReturned: { participant: ParticipantDescription };
  /** A convener has said who it is, or their sound goes another way now. */
  participantChanged: { participant: ParticipantDescription };
  participantLeft: { participantId: ParticipantId; reason: LeaveReason };
  trackStarted: { track: ReceivableTrack };
  trackStopped: TrackOf;
  trackPaused: TrackOf;
  trackResumed: TrackOf;
  /** Who is heard now, the loudest first; told when it changes. */
  speakersChanged: { speakerIds: ParticipantId[] };
  /** So many send sound at once that the quietest, these, are not passed on (docs/decisions/0022). */
  suppressedChanged: { suppressedIds: ParticipantId[] };
  handRaised: { participantId: ParticipantId; at: number };
  handLowered: { participantId: ParticipantId };
  messageSent: { message: Message };
  /** A private message of one's own has come to its recipient. */
  messageDelivered: { id: string };
  /** How one's own sound and picture come out at somebody's. */
  playbackReported: { by: ParticipantId; sound: AudioPlayback; picture: VideoPlayback };
  /** How well somebody's network works, or one's own. */
  connectionChanged: { participantId: ParticipantId; connection: ConnectionQuality };
  /** How many layers of one's own picture, the lowest first, somebody looks at: more need not be sent. */
  subscribedLayersChanged: { source: VideoSource; layers: number };
  /** To those in the lobby: whether somebody is there who can let them in. */
  convenerPresenceChanged: { isConvenerThere: boolean };
  /** To one in the lobby: come in. */
  admitted: Record<string, never>;
  /** To one in the lobby: not let in, and when one may knock again; left out for at once. */
  denied: { retryAfterSeconds?: number };
  /** To conveners: who waits to be let in. */
  lobbyChanged: { lobby: LobbyGuest[] };
  lockChanged: { isLocked: boolean };
  /** To the one whose microphone was paused by a convener. */
  muted: { byName: string };
  /** To the one whose sound goes by telephone: that it does so now, whether its microphone is off; null no more. */
  linkedPhoneChanged: { linkedPhone: LinkedPhone | null };
  /** To the one who was removed. */
  removed: Record<string, never>;
  /** The same tab was opened once more, and the meeting goes on there. */
  sessionReplaced: Record<string, never>;
  /** What was prepared was given up: nobody joined in time, or others needed the room. */
  preparationExpired: Record<string, never>;
  meetingEnded: { reason: MeetingEndReason };
}

export type NoticeName = keyof Notices;
export type Notice = { [N in NoticeName]: { name: N; body: Notices[N] } }[NoticeName];
