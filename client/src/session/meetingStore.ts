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
import { nextState, type SessionState, type StepDetails, type StepName } from './sessionState.ts';

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
  sessionState: SessionState;
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

export type MeetingStore = ReturnType<typeof createMeetingStore>;

export function createMeetingStore(callId: CallId) {
  return createStore<MeetingState>()(() => ({
    callId,
    meetingName: '',
    isNumberChecked: true,
    phoneNumber: null,
    sessionState: { type: 'lookingUp' },
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

/**
 * Takes the session to its next state.
 * @returns false where that step may not be taken from the current state; nothing has changed then.
 */
export function advance<Name extends StepName>(
  store: MeetingStore,
  step: Name,
  ...details: StepDetails<Name>
): boolean {
  const { sessionState } = store.getState();
  const next = nextState(sessionState, step, ...details);
  if (next !== undefined && next !== sessionState) store.setState({ sessionState: next });
  return next !== undefined;
}
