// What the server tells a page unasked, in the past tense.
import type { ParticipantId } from '../ids.ts';
import type { ParticipantDescription, ReceivableTrack, TrackSource } from './shapes.ts';

/** Why a participant is no longer in the meeting. */
export type LeaveReason = 'left' | 'connectionLost' | 'meetingEnded';
/** Why a meeting is over for everybody; after `serverStopping` and `mediaFailed` one may come back. */
export type MeetingEndReason = 'spaceDeleted' | 'serverStopping' | 'mediaFailed';

interface TrackOf {
  participantId: ParticipantId;
  source: TrackSource;
}

export interface Notices {
  participantJoined: { participant: ParticipantDescription };
  participantLeft: { participantId: ParticipantId; reason: LeaveReason };
  trackStarted: { track: ReceivableTrack };
  trackStopped: TrackOf;
  trackPaused: TrackOf;
  trackResumed: TrackOf;
  /** What was prepared was given up: nobody joined in time, or others needed the room. */
  preparationExpired: Record<string, never>;
  meetingEnded: { reason: MeetingEndReason };
}

export type NoticeName = keyof Notices;
export type Notice = { [N in NoticeName]: { name: N; body: Notices[N] } }[NoticeName];
