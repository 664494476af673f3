// Which of several servers holds a meeting: what `meetings/` asks a cluster. On one server nobody is asked.
import type { CallId } from '@distansmote/shared/ids.ts';
import type { PinOwner } from './dialInPins.ts';
import type { MeetingState } from './meetingState.ts';

/** Another server holds this meeting: whoever came for it must be led there. */
export class MeetingElsewhere extends Error {
  override name = 'MeetingElsewhere';
}

/** The server that holds the meeting does not answer. */
export class HolderUnreachable extends Error {
  override name = 'HolderUnreachable';
}

/** What the server that held the meeting before has left of it. */
export interface Claimed {
  /** `Meeting.door`, after a crash; empty when there is nothing. */
  door: string;
  /** All that it was like, from a server that was emptied. */
  state: MeetingState | undefined;
  /** Until when that server held it, in milliseconds since 1970; undefined when that is not known, or it is a new meeting. */
  heldUntilMs: number | undefined;
}

export interface MeetingOwnership {
  /**
   * Before a meeting opens here.
   * @throws MeetingElsewhere
   */
  claim(callId: CallId): Promise<Claimed>;
  /** What `readDoor` is to read if this server dies: after each change, at most once a turn. */
  doorChanged(callId: CallId, door: string): void;
  /** Whether another server that lives holds it. For call IDs that the look-up has found. */
  isElsewhere(callId: CallId): Promise<boolean>;
  /** It has closed here. */
  release(callId: CallId): void;
  /** How many are present in the meetings of other servers, by call ID; only meetings with somebody in them. */
  presentCountsElsewhere(): Promise<Map<CallId, number>>;
  /** The server that holds it; undefined where none does that lives, or this one. */
  holderElsewhere(callId: CallId): Promise<RemoteMeeting | undefined>;
}

/** A meeting on another server. Each rejects with HolderUnreachable when that server does not answer. */
export interface RemoteMeeting {
  /** @returns whether it was open. */
  end(reason: 'spaceDeleted' | 'endedByConvener'): Promise<boolean>;
  /** Whoever is not present must be let in anew. */
  forgetAbsent(): Promise<void>;
  /** @returns undefined for a wrong PIN, which is counted there. */
  pinOwner(pin: string): Promise<PinOwner | undefined>;
}
