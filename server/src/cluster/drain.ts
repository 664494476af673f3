// Empties a server before it stops: hands its meetings over to the others, a few a second, so that nobody has to click, and
// keeps the lines of calls, whose meetings are elsewhere then, and the media workers that it lends to meetings of others.
import { setTimeout as pause } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import type { CallId } from '@distansmote/shared/ids.ts';
import type { Meeting } from '../meetings/meeting.ts';
import type { MeetingState } from '../meetings/meetingState.ts';
import type { Meetings } from '../meetings/meetings.ts';
import type { Log } from '../platform/log.ts';
import { createLogThrottle } from '../platform/logThrottle.ts';
import type { Directory } from './directory.ts';
import type { HeldMeetings } from './heldMeetings.ts';
import type { SendMessage } from './messages.ts';
import { namesOf } from './nodeNews.ts';
import type { ClusterNode } from './roomDirectory.ts';
import { StateSender } from './stateSender.ts';

/** All pages of a meeting come to the other server at once: not too many meetings at a time. */
const MOVE_EVERY_MS = 300;
/** Then they go, ready or not. */
const READY_WITHIN_MS = 5_000;
/** Until what all send flows at the other server, and is heard by all. */
const OVERLAP_MS = 2_500;
/** A database that does not answer holds nobody up. */
const WRITTEN_WITHIN_MS = 1_000;
/** A server that did not take a meeting is not asked again for so long. */
const AVOIDED_MS = 5_000;
/** Once lines are no longer kept, and nothing has moved for so long, nothing will. */
const GIVE_UP_AFTER_MS = 60_000;
/** What changes in a meeting while it is being handed over is sent again, so often at most. */
const MAX_SENDINGS = 4;

const WAITS_FOR = {
  calls: 'draining: meetings have moved, and calls go on by this server',
  workers: 'draining: meetings of other servers go on by media workers that this one lends',
};

export interface DrainDeps {
  nodeId: string;
  meetings: Pick<Meetings, 'find' | 'handedOver'>;
  held: HeldMeetings;
  directory: Directory;
  send: SendMessage;
  /** How many calls have their line at this server. */
  callCount(): number;
  /** How many media workers it lends: each until the meetings of the other server that are on it have ended. */
  lentCount(): number;
  log: Log;
}

export class Drain {
  readonly #deps: DrainDeps;
  /** When calls are no longer waited for, by `performance.now()`. */
  readonly #deadlineMs: number;
  /** What fails is tried again three times a second. */
  readonly #isNews = createLogThrottle();
  readonly #underWay = new Set<Promise<void>>();
  /** Servers that did not take a meeting, and until when they are not asked, by `performance.now()`. */
  readonly #avoided = new Map<string, number>();
  #movedAtMs = performance.now();
  #isCancelled = false;
  readonly #hasToldOf = { calls: false, workers: false };

  /** @param patienceMs for so long the lines of calls and the lent workers stay: these cannot move. */
  constructor(deps: DrainDeps, patienceMs: number) {
    this.#deps = deps;
    this.#deadlineMs = performance.now() + patienceMs;
  }

  cancel(): void {
    this.#isCancelled = true;
  }

  /**
   * Never rejects. Resolves when neither a meeting nor, before the deadline, a line or a lent worker is left here, when there is nobody to take
   * the meetings, when nobody does for a minute after the deadline, or when it is cancelled.
   */
  async run(): Promise<void> {
    const { held, directory, log } = this.#deps;
    while (!this.#isCancelled && (held.all.length > 0 || this.#mustWait)) {
      const isHopeless = directory.emptiestOther() === undefined || this.#hasTriedForLong;
      if (held.all.length > 0 && isHopeless) {
        log.warn({ meetings: held.all.length }, 'draining: no other server takes meetings');
        break;
      }
      const target = directory.emptiestOther((id) => this.#isAvoided(id));
      if (target !== undefined) await this.#moveNext(target);
      await pause(MOVE_EVERY_MS);
    }
    await Promise.all(this.#underWay);
  }

  /** Calls, and people on the workers that it lends, go on by this server, in meetings that are elsewhere. */
  get #mustWait(): boolean {
    const counts = { calls: this.#deps.callCount(), workers: this.#deps.lentCount() };
    if (performance.now() >= this.#deadlineMs) return false;
    for (const what of ['calls', 'workers'] as const) {
      if (counts[what] === 0 || this.#hasToldOf[what]) continue;
      this.#deps.log.info({ [what]: counts[what] }, WAITS_FOR[what]);
      this.#hasToldOf[what] = true;
    }
    return counts.calls + counts.workers > 0;
  }

  #isAvoided(nodeId: string): boolean {
    return (this.#avoided.get(nodeId) ?? 0) > performance.now();
  }

  get #hasTriedForLong(): boolean {
    return performance.now() - Math.max(this.#deadlineMs, this.#movedAtMs) > GIVE_UP_AFTER_MS;
  }

  /** One, if there is one that may move now. */
  async #moveNext(target: ClusterNode): Promise<void> {
    const { held, meetings, log } = this.#deps;
    for (const { callId } of held.all) {
      // One that fails to open is none. Of one that still arrives, the server that it comes from knows more.
      const meeting = await meetings.find(callId).catch(() => undefined);
      if (meeting === undefined || meeting.arrival.awaited !== undefined) continue;
      try {
        if (await this.#move(callId, meeting, target)) return;
      } catch (error) {
        this.#avoided.set(target.id, performance.now() + AVOIDED_MS);
        if (this.#isNews('notMoved'))
          log.warn(
            { ...namesOf(target), err: error },
            'draining: a meeting could not be moved now',
          );
        return;
      }
    }
  }

  /** @returns whether it was still here to be moved; its people may be still on the way. */
  async #move(callId: CallId, meeting: Meeting, target: ClusterNode): Promise<boolean> {
    const { held, directory, log } = this.#deps;
    const isPreliminary = meeting.presentCount > 0;
    const room = held.roomOf(callId);
    const state = { ...meeting.handOver(), isPreliminary };
    await this.#send(target, room, state);
    if (!(await held.giveTo(callId, target.id))) return false;
    this.#movedAtMs = performance.now();
    directory.expectPeople(target.id, meeting.presentCount);
    const moving = isPreliminary
      ? this.#leadWarm(callId, meeting, target, state)
      : this.#sendChanges(meeting, target, room, state);
    // From here on the row says that it is theirs: this server tells its people so, whatever else fails.
    const done = moving
      .catch((error: unknown) =>
        log.warn({ err: error }, 'draining: a meeting moved with a gap in its sound'),
      )
      // Not by its call ID: another one may have opened since.
      .then(() => meeting.end('moved'));
    this.#underWay.add(done);
    void done.finally(() => this.#underWay.delete(done));
    return true;
  }

  /** Its people get ready there while all flows here, and go together. */
  async #leadWarm(callId: CallId, meeting: Meeting, target: ClusterNode, sent: MeetingState) {
    const { held, meetings } = this.#deps;
    const room = held.roomOf(callId);
    const sender = new StateSender(meeting, sent, (state) => this.#send(target, room, state));
    const left = held.leads(callId, () => sender.changed());
    try {
      // What has changed while it was given away.
      sender.changed();
      await meeting.departure.prepare(READY_WITHIN_MS);
      meeting.departure.freeze();
      // One that has ended has recorded that itself.
      if (!meeting.closed)
        await Promise.race([meetings.handedOver(meeting), pause(WRITTEN_WITHIN_MS)]);
      await sender.last();
      if (meeting.closed) return;
      meeting.departure.go();
      await pause(OVERLAP_MS);
    } finally {
      left();
    }
  }

  #send(target: ClusterNode, room: string, state: MeetingState) {
    const { send, nodeId: from } = this.#deps;
    return send(target, { type: 'take', room, state, from });
  }

  async #sendChanges(meeting: Meeting, target: ClusterNode, room: string, sent: MeetingState) {
    let state = sent;
    for (let sendings = 1; sendings < MAX_SENDINGS; sendings += 1) {
      const now = meeting.handOver();
      if (isDeepStrictEqual(now, state)) break;
      state = now;
      await this.#send(target, room, state);
    }
  }
}
