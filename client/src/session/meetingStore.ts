// What the page knows of the meeting: one zustand store that works without any component.
import type { CallId, ParticipantId } from '@distansmote/shared/ids.ts';
import type { Ringing, RingState } from '@distansmote/shared/signalling/ringing.ts';
import type { CaptionsDescription } from '@distansmote/shared/signalling/captions.ts';
import type { Notices } from '@distansmote/shared/signalling/notices.ts';
import type {
  ConnectionQuality,
  LobbyGuest,
  LinkedPhone,
  ParticipantDescription,
  TrackSource,
} from '@distansmote/shared/signalling/shapes.ts';
import type { Role } from '@distansmote/shared/signalling/role.ts';
import { createStore } from 'zustand/vanilla';
import type { JerkyBecause } from './adaptation/pictureRate.ts';
import { nextState, type SessionState, type StepDetails, type StepName } from './sessionState.ts';

export interface RemoteTrack {
  source: TrackSource;
  /** Muted or switched off by its sender. */
  isPaused: boolean;
  /** Absent until it has been negotiated. */
  mediaTrack: MediaStreamTrack | undefined;
  /** By `performance.now()` of this page: the newest of several shared screens is shown large. */
  startedAt: number;
}

export interface RemoteParticipant extends ParticipantDescription {
  tracks: Partial<Record<TrackSource, RemoteTrack>>;
}

interface Me {
  id: ParticipantId;
  name: string;
  profession: string;
  /** May moderate the meeting. */
  isConvener: boolean;
  handRaisedAt: number | null;
  isSigning?: boolean;
  /** Who sits beside them. */
  companions?: string[];
  /** What they do for the others. */
  role?: Role;
  connection: ConnectionQuality;
}

export interface Announcement {
  /** Grows by one each time, so that two identical announcements are both read out. */
  number: number;
  type: 'joined' | 'left' | 'removedByMe' | 'connectionLost' | 'handRaised' | 'signs' | 'knocked';
  name: string;
  /** What they do for the others. */
  role?: Role | undefined;
}

export interface MeetingState {
  callId: CallId;
  /** Empty until it is known. With only the call ID, the name of a meeting with a lobby is told after the join. */
  meetingName: string;
  /** False while call IDs are being guessed: the server then checks none, and this one may be wrong. */
  isNumberChecked: boolean;
  /** Of the account that is signed in here; otherwise empty. */
  ownName: string;
  /** Null if the service has none, or during the look-up. */
  phoneNumber: string | null;
  /** Those who lead the meeting see afterwards who was in it. */
  hasAttendance: boolean;
  sessionState: SessionState;
  me?: Me | undefined;
  /** Without the person on this page, in the order they joined. */
  others: readonly RemoteParticipant[];
  /** Who is speaking now, perhaps the person on this page. */
  speakerIds: readonly ParticipantId[];
  /** Whose audio the server does not forward at the moment, because many have their microphones on. */
  suppressedIds: readonly ParticipantId[];
  /** Nobody new can join. */
  isLocked: boolean;
  /** For a convener: who is waiting to be let in. */
  lobby: readonly LobbyGuest[];
  /** Others' cameras and screens. When off, only audio is received: by choice, or because the CPU cannot keep up. */
  remoteVideo: 'shown' | 'offByChoice' | 'offByCpuOveruse';
  /** Why the picture of this person, who signs, is too jerky to read; undefined while it is not. */
  jerkyBecause?: JerkyBecause | undefined;
  /** The name of the convener who muted this person, until the microphone is turned on again. */
  mutedBy?: string | undefined;
  /** Whom this person, a convener, last removed: their leaving is told in other words. */
  removedByMe?: ParticipantId | undefined;
  /** Whom conveners show large to everybody. */
  spotlightIds: readonly ParticipantId[];
  /** Who writes just now (Direkttext), perhaps the person on this page. */
  writingIds: readonly ParticipantId[];
  /** While a computer makes text of what is said; otherwise null. */
  captions: CaptionsDescription | null;
  /** The convener who stopped it, until that is put away. */
  captionsStoppedBy?: string | undefined;
  /** To a convener: the server could make it. */
  canCaption: boolean;
  /** What it made of the latest words. The lines are put together in `captionLines`. */
  captionSpoken?: Notices['captionSpoken'] | undefined;
  /** What a convener last did to or asked of this person, until it is heeded or put away. */
  fromConvener?:
    | { type: 'soundAsked'; by: string }
    | { type: 'screenStopped' | 'handLowered'; by: string }
    | { type: 'roleGiven'; role: Role | null; by: string }
    | undefined;
  /** The telephone that carries this person's audio; null when the browser does. */
  linkedPhone: LinkedPhone | null;
  /** The dial-in instructions: not shown, being requested, or the outcome of the request. */
  dialIn: 'closed' | 'asking' | 'known' | 'refused' | 'unanswered';
  /** Four digits that link a telephone to this person, once they have been requested. */
  dialInPin?: string | undefined;
  /** What can be rung from here, and what rings; undefined where nothing can be. */
  ringing?: Ringing | undefined;
  /** How far the ring at this person's own telephone has come; null while there is none. */
  ringMe: RingState | null;
  /** The linked phone is gone, and the microphone has been off since. */
  isSoundBack: boolean;
  /** The person has left, but the server may not have hung up the telephone. */
  isPhoneLeftBehind: boolean;
  /** Whether others were in the meeting when this page left it. */
  areOthersLeftBehind: boolean;
  /** The latest arrival, departure or raised hand, for the live region. */
  announcement?: Announcement | undefined;
}

export type MeetingStore = ReturnType<typeof createMeetingStore>;

export function createMeetingStore(callId: CallId) {
  return createStore<MeetingState>()(() => ({
    callId,
    meetingName: '',
    isNumberChecked: true,
    ownName: '',
    phoneNumber: null,
    hasAttendance: false,
    sessionState: { type: 'lookingUp' },
    others: [],
    speakerIds: [],
    suppressedIds: [],
    isLocked: false,
    lobby: [],
    remoteVideo: 'shown',
    spotlightIds: [],
    writingIds: [],
    captions: null,
    canCaption: false,
    linkedPhone: null,
    dialIn: 'closed',
    ringMe: null,
    isSoundBack: false,
    isPhoneLeftBehind: false,
    areOthersLeftBehind: false,
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
