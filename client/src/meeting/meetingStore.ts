// What the page knows of the meeting: one zustand store that works without any component.
import type { CallId, ParticipantId } from '@distansmote/shared/ids.ts';
import type { ParticipantDescription, TrackSource } from '@distansmote/shared/signalling/shapes.ts';
import { createStore } from 'zustand/vanilla';

/** Why a look-up or a join did not work; each has its own text in the catalogue. */
export type JoinProblem =
  | 'callIdUnknown'
  | 'meetingFull'
  | 'browserUnsupported'
  | 'serverUnreachable'
  | 'tooFast'
  | 'mediaBlocked'
  | 'internal';

/** Why one is no longer in the meeting. */
export type LeftReason = 'left' | 'spaceDeleted' | 'connectionLost';

/** Where the person is on the way through a meeting; a field exists only where it is valid. */
type Stage =
  | { at: 'lookingUp' }
  | { at: 'lookUpFailed'; problem: JoinProblem }
  | { at: 'askingName'; problem?: JoinProblem | undefined }
  | { at: 'joining' }
  | { at: 'inMeeting'; isReconnecting: boolean }
  | { at: 'left'; reason: LeftReason };

export interface RemoteTrack {
  source: TrackSource;
  /** Muted or switched off by its sender. */
  isPaused: boolean;
  /** Absent until it has been negotiated. */
  mediaTrack: MediaStreamTrack | undefined;
}

export interface RemoteParticipant extends ParticipantDescription {
  tracks: Partial<Record<TrackSource, RemoteTrack>>;
}

export interface Announcement {
  /** Grows by one for each, so that two alike are both told. */
  number: number;
  what: 'joined' | 'left' | 'connectionLost';
  name: string;
}

export interface MeetingState {
  callId: CallId;
  meetingName: string;
  stage: Stage;
  me: { id: ParticipantId; name: string; profession: string } | undefined;
  /** In the order they came; oneself is not among them. */
  others: readonly RemoteParticipant[];
  /** The latest join or leave, for the live region. */
  announcement: Announcement | undefined;
}

export function createMeetingStore(callId: CallId) {
  return createStore<MeetingState>()(() => ({
    callId,
    meetingName: '',
    stage: { at: 'lookingUp' },
    me: undefined,
    others: [],
    announcement: undefined,
  }));
}
export type MeetingStore = ReturnType<typeof createMeetingStore>;
