// Empties a server before it stops: hands its meetings over to the others, a few a second, so that nobody has to click.
import { setTimeout as pause } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import type { CallId } from '@distansmote/shared/ids.ts';
import type { Meeting } from '../meetings/meeting.ts';
import type { Meetings } from '../meetings/meetings.ts';
import type { Log } from '../platform/log.ts';
import { createLogThrottle } from '../platform/logThrottle.ts';
import type { Directory } from './directory.ts';
import type { HeldMeetings } from './heldMeetings.ts';
import type { SendMessage } from './messages.ts';
import { namesOf } from './nodeNews.ts';
import type { ClusterNode } from './roomDirectory.ts';

/** All pages of a meeting come to the other server at once: not too many meetings at a time. */
const MOVE_EVERY_MS = 300;
/** What changes in a meeting while it is being handed over is sent again, so often at most. */
const MAX_SENDINGS = 4;

export interface DrainDeps {
  meetings: Pick<Meetings, 'find' | 'end'>;
  held: HeldMeetings;
  directory: Directory;
  send: SendMessage;
  log: Log;
}

export class Drain {
  readonly #deps: DrainDeps;
  /** When telephones are no longer waited for, by `performance.now()`. */
  readonly #deadlineMs: number;
  /** What fails is tried again three times a second. */
  readonly #isNews = createLogThrottle();
  #isCancelled = false;

  /** @param patienceMs for so long meetings with telephones stay: these cannot move with the others. */
  constructor(deps: DrainDeps, patienceMs: number) {
    this.#deps = deps;
    this.#deadlineMs = performance.now() + patienceMs;
  }

  cancel(): void {
    this.#isCancelled = true;
  }

  /** Never rejects. Resolves when no meeting is left here, when there is nobody to take them, or when it is cancelled. */
  async run(): Promise<void> {
    const { held, log } = this.#deps;
    while (!this.#isCancelled && held.all.length > 0) {
      const target = this.#deps.directory.emptiestOther();
      if (target === undefined) {
        log.warn({ meetings: held.all.length }, 'draining: no other server takes meetings');
        return;
      }
      await this.#moveNext(target);
      await pause(MOVE_EVERY_MS);
    }
  }

  /** One, if there is one that may move now. */
  async #moveNext(target: ClusterNode): Promise<void> {
    const { held, meetings, log } = this.#deps;
    for (const { callId } of held.all) {
      // One that fails to open is none.
      const meeting = await meetings.find(callId).catch(() => undefined);
      if (meeting === undefined || (hasCalls(meeting) && performance.now() < this.#deadlineMs))
        continue;
      try {
        if (await this.#move(callId, meeting, target)) return;
      } catch (error) {
        if (this.#isNews('notMoved'))
          log.warn(
            { ...namesOf(target), err: error },
            'draining: a meeting could not be moved now',
          );
        return;
      }
    }
  }

  /** @returns whether it was still here to be moved. */
  async #move(callId: CallId, meeting: Meeting, target: ClusterNode): Promise<boolean> {
    const { held, meetings, send } = this.#deps;
    const room = held.roomOf(callId);
    let state = meeting.handOver();
    await send(target, { type: 'take', room, state });
    if (!(await held.giveTo(callId, target.id))) return false;
    // From here on the row says that it is theirs: this server tells its people so, whatever else fails.
    try {
      for (let sendings = 1; sendings < MAX_SENDINGS; sendings += 1) {
        const now = meeting.handOver();
        if (isDeepStrictEqual(now, state)) break;
        state = now;
        await send(target, { type: 'take', room, state });
      }
    } finally {
      await meetings.end(callId, 'moved');
    }
    return true;
  }
}

const hasCalls = ({ persons }: Meeting) =>
  persons.some(({ legs }) => legs.some(({ kind }) => kind !== 'browser'));
