// What the page knows of the meeting: one zustand store that works without any component.
import type { CallId, ParticipantId } from '@distansmote/shared/ids.ts';
import type {
  ConnectionQuality,
  LobbyGuest,
  LinkedPhone,
  ParticipantDescription,
  TrackSource,
} from '@distansmote/shared/signalling/shapes.ts';
import { createStore } from 'zustand/vanilla';

/** Why a look-up or a join did not work; each has its own text in the catalogue. */
export type JoinProblem =
  | 'callIdUnknown'
  | 'meetingFull'
  | 'notYetOpen'
  | 'locked'
  | 'removed'
  | 'browserUnsupported'
  | 'serverUnreachable'
  | 'tooFast'
  | 'mediaBlocked'
  | 'internal';

/** Why one is no longer in the meeting. */
export type LeftReason =
  | 'left'
  | 'endedByConvener'
  | 'endedByMe'
  | 'spaceDeleted'
  | 'deletedByMe'
  | 'removed'
  | 'connectionLost'
  | 'openedElsewhere';

/** Where the person is on the way through a meeting; a field exists only where it is valid. */
type Stage =
  | { at: 'lookingUp' }
  | { at: 'lookUpFailed'; problem: JoinProblem }
  /** Before its time; a convener may go in all the same. */
  | { at: 'notYetOpen'; opensAt: string }
  | { at: 'askingName'; problem?: JoinProblem | undefined }
  /** On the way in, through the lobby perhaps. */
  | { at: 'joining' }
  /** On the way in, and nothing known speaks against it: the room is drawn before the others are known. */
  | { at: 'entering'; isSlow: boolean }
  | { at: 'inLobby'; isConvenerThere: boolean }
  | { at: 'inMeeting'; isReconnecting: boolean }
  | { at: 'turnedAway'; retryAfterSeconds?: number }
  | { at: 'left'; reason: LeftReason };

export type StageAt<At extends Stage['at']> = Extract<Stage, { at: At }>;

export interface RemoteTrack {
  source: TrackSource;
  /** Muted or switched off by its sender. */
  isPaused: boolean;
  /** Absent until it has been negotiated. */
  mediaTrack: MediaStreamTrack | undefined;
  /** By this page's own clock, `performance.now()`: of several screens the newest stands large. */
  startedAt: number;
}

export interface RemoteParticipant extends ParticipantDescription {
  tracks: Partial<Record<TrackSource, RemoteTrack>>;
}

interface Me {
  id: ParticipantId;
  name: string;
  profession: string;
  /** Leads the meeting. */
  isConvener: boolean;
  handRaisedAt: number | null;
  connection: ConnectionQuality;
}

export interface Announcement {
  /** Grows by one for each, so that two alike are both told. */
  number: number;
  type: 'joined' | 'left' | 'connectionLost' | 'handRaised' | 'knocked';
  name: string;
}

export interface MeetingState {
  callId: CallId;
  /** Empty until it is told: of a meeting with a lobby, to whoever has only the number, once one is in. */
  meetingName: string;
  /** False while somebody guesses at numbers: then this one may be wrong. */
  isNumberChecked: boolean;
  /** Null when the service has none, or while it is being looked up. */
  phoneNumber: string | null;
  stage: Stage;
  me: Me | undefined;
  /** In the order they came; oneself is not among them. */
  others: readonly RemoteParticipant[];
  /** Who is heard now, oneself among them. */
  speakerIds: readonly ParticipantId[];
  /** Whose sound the server does not pass on just now, of many at once. */
  suppressedIds: readonly ParticipantId[];
  /** Nobody new comes in. */
  isLocked: boolean;
  /** Who waits to be let in, for a convener. */
  lobby: readonly LobbyGuest[];
  /** Others' pictures and screens: shown, or only sound is received, by choice or because the computer is too slow. */
  remoteVideo: 'shown' | 'offByChoice' | 'offByCpuOveruse';
  /** Who turned one's microphone off, until one turns it on again. */
  mutedBy: string | undefined;
  /** By which one speaks and hears; null by the browser. */
  linkedPhone: LinkedPhone | null;
  /** The instructions to ring instead: not shown, being asked for, or what came of that. */
  dialIn: 'closed' | 'asking' | 'known' | 'refused' | 'unanswered';
  /** Four digits that make a telephone one's own, once they have been asked for. */
  dialInPin: string | undefined;
  /** The telephone has given the sound back, and the microphone is off since. */
  isSoundBack: boolean;
  /** One has left, and the telephone may not have been hung up with it. */
  isPhoneLeftBehind: boolean;
  /** The latest join, leave or hand, for the live region. */
  announcement: Announcement | undefined;
}

export function createMeetingStore(callId: CallId) {
  return createStore<MeetingState>()(() => ({
    callId,
    meetingName: '',
    isNumberChecked: true,
    phoneNumber: null,
    stage: { at: 'lookingUp' },
    me: undefined,
    others: [],
    speakerIds: [],
    suppressedIds: [],
    isLocked: false,
    lobby: [],
    remoteVideo: 'shown',
    mutedBy: undefined,
    linkedPhone: null,
    dialIn: 'closed',
    dialInPin: undefined,
    isSoundBack: false,
    isPhoneLeftBehind: false,
    announcement: undefined,
  }));
}
export type MeetingStore = ReturnType<typeof createMeetingStore>;
