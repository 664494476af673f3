// Where real-time text hears of the session: its code comes later, and reads what it has missed.
import type { Notices } from '@distansmote/shared/signalling/notices.ts';
import type { SignallingClient } from '../platform/signallingClient.ts';

export interface LiveTextSeam {
  signalling: SignallingClient;
  /** Undefined until its code is there. */
  listener?: {
    /** In the meeting, also anew. */
    joined(): void;
    /** The socket is back, with all that was told meanwhile. */
    resumed(): void;
    written(written: Notices['textWritten']): void;
    ended(): void;
  };
}
