// A call's place in a meeting or its lobby, as the call and its voice menu use it: at this server, or at another.
import type { CallId, ParticipantId } from '@distansmote/shared/ids.ts';
import type { LeaveReason } from '@distansmote/shared/signalling/notices.ts';
import type { ConnectionQuality } from '@distansmote/shared/signalling/shapes.ts';
import type { KnownCaller } from './callEntrant.ts';
import type { PictureState } from './callPicture.ts';
import type { EnterResult } from './ivr/ivrDeps.ts';
import type { IvrSession } from './ivr/ivrSession.ts';

export interface Presence {
  readonly isMuted: boolean;
  readonly isHandRaised: boolean;
  /** Includes the caller. */
  readonly headcount: number;
  /** @param pin the dial-in PIN of somebody in a browser, whose audio the call takes over. */
  enter(callId: CallId, pin: string | undefined): Promise<EnterResult>;
  /** For whoever was rung up from that meeting, past its lobby; refused once it is over. */
  enterAs(callId: CallId, known: KnownCaller): Promise<EnterResult>;
  leave(reason: LeaveReason): void;
  /** The call is over: what is still on its way in will leave again. */
  close(reason: LeaveReason): void;
  setMuted(isMuted: boolean): void;
  setHandRaised(isRaised: boolean): void;
  setConnectionQuality(quality: ConnectionQuality): void;
  /** @param isListening false while the other end has put us on hold. */
  setListening(isListening: boolean): void;
  /** @param isReached whether our audio reaches the other end. */
  setReached(isReached: boolean): void;
  /** The state of a room's picture line has changed. */
  setPicture(state: PictureState): void;
  /** The caller's real-time text, as `tidyT140` leaves it: shown to the others. */
  writeText(text: string): void;
  /** @param isWideband whether it is heard at 16 kHz. Counts at the next entry: a track keeps its codec. */
  setWideband(isWideband: boolean): void;
  /** @param readsText whether the call has a line for real-time text: without one it is told of none. */
  setReadsText(readsText: boolean): void;
}

/** What a call is told of its place: the voice menu's part. */
export type PresenceListener = Pick<
  IvrSession,
  | 'admitted'
  | 'denied'
  | 'convenerPresenceChanged'
  | 'othersChanged'
  | 'microphoneChanged'
  | 'audibilityChanged'
  | 'onlyLegLeft'
  | 'released'
  | 'captionsChanged'
  | 'handLowered'
  | 'removed'
  | 'ended'
  | 'enteringAnew'
  | 'textWritten'
>;

/** Where a call is to go on, which another server holds now. */
export interface Goal {
  callId: CallId;
  /** Undefined: they were in the lobby, and ask anew. */
  known: KnownCaller | undefined;
  isHandRaised: boolean;
  /** They hear that they were let in. */
  wasWaiting: boolean;
  /** By which they were in the lobby. They have to be let in, also as who they were. */
  guestId?: ParticipantId | undefined;
}
