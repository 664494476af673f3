// The notices: what the server tells a page unasked. Named in the past tense.
import type { ParticipantId } from '../ids.ts';
import type { CaptionsDescription } from './captions.ts';
import type { Message } from './message.ts';
import type { VideoPlayback, AudioPlayback } from './playback.ts';
import type { Role } from './role.ts';
import type { RingState, RungCall } from './ringing.ts';
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
/**
 * Why a meeting ended for everybody. After `serverStopping`, `mediaFailed` and `moved`, which is on another server now, the
 * page may rejoin.
 */
export type MeetingEndReason =
  | 'spaceDeleted'
  | 'endedByConvener'
  | 'serverStopping'
  | 'mediaFailed'
  | 'moved';

interface TrackOf {
  participantId: ParticipantId;
  source: TrackSource;
}

export interface Notices {
  participantJoined: { participant: ParticipantDescription };
  /** Rejoined with new transports before the others were told that they had left. Not shown to people. */
  participantReturned: { participant: ParticipantDescription };
  /** Their name, role or phone has changed. */
  participantChanged: { participant: ParticipantDescription };
  participantLeft: { participantId: ParticipantId; reason: LeaveReason };
  trackStarted: { track: ReceivableTrack };
  trackStopped: TrackOf;
  trackPaused: TrackOf;
  trackResumed: TrackOf;
  /** Who is speaking, loudest first; sent when it changes. */
  speakersChanged: { speakerIds: ParticipantId[] };
  /** Whose audio isn't forwarded, because many send at once and these are the quietest (decision 0022). */
  suppressedChanged: { suppressedIds: ParticipantId[] };
  handRaised: { participantId: ParticipantId; at: number };
  /** `by`: the name of the convener who lowered it. */
  handLowered: { participantId: ParticipantId; by?: string };
  messageSent: { message: Message };
  /** Your private message has reached its recipient's page. */
  messageDelivered: { id: string };
  /**
   * Somebody writes: T.140 operations on their line (`applyT140`). `line` is the number of the first line that ends by
   * it, as in `readText`; further ones follow. `at` grows with each of these notices.
   */
  textWritten: { participantId: ParticipantId; text: string; at: number; line?: number };
  /** How your sound and picture come out at another participant's. */
  playbackReported: { by: ParticipantId; sound: AudioPlayback; picture: VideoPlayback };
  /** The quality of somebody's network connection, or your own. */
  connectionChanged: { participantId: ParticipantId; connection: ConnectionQuality };
  /** How many layers of your video, from the lowest, anybody watches: more need not be sent. */
  subscribedLayersChanged: { source: VideoSource; layers: number };
  /** To the lobby: whether somebody is there who can admit people. */
  convenerPresenceChanged: { isConvenerThere: boolean };
  /**
   * In the lobby: you may come in; by that `room` (as in the look-up) if you have waited at another server than the
   * meeting's, for a number that was not checked.
   */
  admitted: { room?: string };
  /** In the lobby: you may not come in, and when you may knock again; at once if absent. */
  denied: { retryAfterSeconds?: number };
  /** To conveners: who waits in the lobby. */
  lobbyChanged: { lobby: LobbyGuest[] };
  /** A convener says something to everybody who waits. */
  lobbyTold: { text: string; by: string };
  /** `spotlightIds`: all of them, of whom `spotlightId` is the first; absent from a server of before. */
  spotlightChanged: { spotlightId: ParticipantId | null; spotlightIds?: ParticipantId[] };
  /** Also your own. */
  signingChanged: { participantId: ParticipantId; isSigning: boolean };
  /** A convener has started or stopped captions (null), or whether their text comes has changed. */
  captionsChanged: { captions: CaptionsDescription | null; stoppedBy?: string };
  /** A line of what somebody says, under the same number while it grows; the numbers of each person ascend. */
  captionSpoken: { participantId: ParticipantId; lineId: number; text: string; isFinal: boolean };
  lockChanged: { isLocked: boolean };
  /** A convener muted your microphone. */
  muted: { byName: string };
  /** A convener asks you to turn your microphone on. */
  soundAsked: { by: string };
  /** A convener says what you do for the others; null: nothing. To be said at the next `join` or `renameMyself`. */
  roleGiven: { role: Role | null; by: string };
  /** A convener ended your shared screen. */
  screenStopped: { by: string };
  /** The state of your linked phone; null when there is none any more. */
  linkedPhoneChanged: { linkedPhone: LinkedPhone | null };
  /** To conveners: whom the meeting rings or has rung, with what has come of it. */
  ringingChanged: { calls: RungCall[] };
  /** How far the ring at your own telephone has come; null once it is hung up. */
  ringMeChanged: { state: RingState | null };
  /** You were removed. */
  removed: Record<string, never>;
  /** The same tab was opened again, and the meeting continues there. */
  sessionReplaced: Record<string, never>;
  /** Your preparation was released: nobody joined in time, or others needed the room. */
  preparationExpired: Record<string, never>;
  /** The meeting is to go on at another server: prepare there, by a second socket, and say `readyToMove` here. */
  moving: Record<string, never>;
  /** Join there at once. What was prepared here goes on for a moment, until the others flow there. */
  moveNow: Record<string, never>;
  meetingEnded: { reason: MeetingEndReason };
}

export type NoticeName = keyof Notices;
export type Notice = { [N in NoticeName]: { name: N; body: Notices[N] } }[NoticeName];
