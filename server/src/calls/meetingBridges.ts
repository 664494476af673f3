// The bridges of one kind that are in use: opened for a meeting's first call, closed after its last.
import type { Meeting } from '../meetings/meeting.ts';

interface Bridge {
  close(): void;
}

interface InUse<Opened> {
  opening: Promise<Opened>;
  calls: number;
}

export class MeetingBridges<Opened extends Bridge> {
  readonly #open: (meeting: Meeting) => Promise<Opened>;
  readonly #inUse = new Map<Meeting, InUse<Opened>>();

  constructor(open: (meeting: Meeting) => Promise<Opened>) {
    this.#open = open;
  }

  /** Acquires the bridge for one more call, which must release it, even when opening failed. */
  acquire(meeting: Meeting): Promise<Opened> {
    let inUse = this.#inUse.get(meeting);
    if (inUse === undefined) {
      const opened: InUse<Opened> = { opening: this.#open(meeting), calls: 0 };
      this.#inUse.set(meeting, opened);
      // The next call tries again.
      opened.opening.catch(() => {
        if (this.#inUse.get(meeting) === opened) this.#inUse.delete(meeting);
      });
      inUse = opened;
    }
    inUse.calls += 1;
    return inUse.opening;
  }

  /** @param acquired what `acquire` returned: after a thread has died, a new bridge may have replaced it. */
  release(meeting: Meeting, acquired: Promise<Opened>): void {
    const inUse = this.#inUse.get(meeting);
    if (inUse?.opening !== acquired) return;
    inUse.calls -= 1;
    if (inUse.calls > 0) return;
    this.#inUse.delete(meeting);
    inUse.opening.then((bridge) => bridge.close()).catch(() => undefined);
  }

  /** The thread has died, and all that was open in it. */
  forgetAll(): void {
    for (const { opening } of this.#inUse.values())
      opening.then((bridge) => bridge.close()).catch(() => undefined);
    this.#inUse.clear();
  }
}
