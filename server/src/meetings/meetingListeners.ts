// What a meeting tells those who have opened it.
import type { LeaveReason } from '@distansmote/shared/signalling/notices.ts';
import type { MovingRings } from './handover.ts';
import type { MeetingSummary } from './meetingStats.ts';
import type { Person } from './person.ts';

export interface MeetingListeners {
  /** Once: the first person has joined. */
  onOpened(): void;
  /** For each person who leaves, except at the end of the meeting. */
  onLeft(person: Person, reason: LeaveReason): void;
  /** Somebody has changed their own name. */
  onRenamed(person: Person, former: string): void;
  /** Once: the meeting has ended, or the last person has left. Undefined when nobody ever joined. */
  onClosed(summary: MeetingSummary | undefined): void;
  /** What of the door (`Meeting.door`) must outlive this server has changed: once a turn. Undefined where nobody keeps it. */
  onDoorChanged?: (() => void) | undefined;
  /** Text is to be made of what is said, or no longer. Undefined where nothing can. */
  onCaptionsTurned?: ((isOn: boolean) => void) | undefined;
  /** Told of what has moved here from within the constructor, too. */
  rings: MovingRings;
  /** A convener's account could not be looked up. */
  onLookupFailed(error: unknown): void;
}
