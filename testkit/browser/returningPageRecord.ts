// What a returning page tells of how it went.
import type { LeaveReason } from '@distansmote/shared/signalling/notices.ts';

/** What this page says of another person, to its own. Times are `performance.now()` in milliseconds. */
export interface Told {
  type: 'joined' | 'returned' | 'left';
  name: string;
  /** Of those who left. */
  reason?: LeaveReason;
  at: number;
}

/** From when the page noticed that it was cut off until it was back. */
export interface Absence {
  from: number;
  /** Undefined while it lasts. */
  to: number | undefined;
  /** The server had kept the session: for the others nothing happened. */
  wasResumed: boolean;
}
export type State = 'outside' | 'joining' | 'inLobby' | 'inMeeting' | 'reconnecting' | 'ended';
