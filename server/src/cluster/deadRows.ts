// Removes the rows of servers that have been dead for a minute, with those of their meetings that nobody has taken over.
import type { Nodes } from './nodes.ts';
import type { OpenMeetings } from './openMeetings.ts';

/** Of looking at a beat that stands still. Until then somebody who comes back takes the meeting over, with its lock. */
const REMOVE_AFTER_MS = 60_000;

export class DeadRows {
  readonly #nodes: Pick<Nodes, 'remove'>;
  readonly #meetings: Pick<OpenMeetings, 'removeOrphans'>;
  readonly #deadSince = new Map<string, number>();

  constructor(nodes: Pick<Nodes, 'remove'>, meetings: Pick<OpenMeetings, 'removeOrphans'>) {
    this.#nodes = nodes;
    this.#meetings = meetings;
  }

  /**
   * Whoever comes days later is to find no lock of then.
   * @param nowMs of a clock that only goes forward.
   */
  async polled(
    nodes: readonly { id: string; beat: number }[],
    isDead: (id: string) => boolean,
    nowMs: number,
  ): Promise<void> {
    for (const { id, beat } of nodes) {
      if (!isDead(id)) this.#deadSince.delete(id);
      else if (!this.#deadSince.has(id)) this.#deadSince.set(id, nowMs);
      else if (nowMs - (this.#deadSince.get(id) ?? nowMs) > REMOVE_AFTER_MS) {
        await this.#nodes.remove(id, beat);
        await this.#meetings.removeOrphans();
      }
    }
  }
}
