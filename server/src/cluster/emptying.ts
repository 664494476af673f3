// When this server's meetings go to the others: it stops, an administrator has asked for it, or the database answers others, but not it.
import { takesMeetings } from '@distansmote/shared/takesMeetings.ts';
import type { Meetings } from '../meetings/meetings.ts';
import type { Log } from '../platform/log.ts';
import type { BeatHealth } from './beatHealth.ts';
import { describeNode } from './clusterNodes.ts';
import type { Directory } from './directory.ts';
import { Drain } from './drain.ts';
import type { HeldMeetings } from './heldMeetings.ts';
import type { SendMessage } from './messages.ts';
import { namesOf } from './nodeNews.ts';
import type { NodeRow } from './nodes.ts';
import type { ClusterNode } from './roomDirectory.ts';

export interface EmptyingDeps {
  /** This server. */
  node: ClusterNode;
  beatHealth: Pick<BeatHealth, 'isUnanswered'>;
  directory: Directory;
  held: HeldMeetings;
  isDead(nodeId: string): boolean;
  /** Undefined until this server serves meetings. */
  served(): Pick<Meetings, 'find' | 'handedOver' | 'count'> | undefined;
  callCount(): number;
  /** Of media workers. */
  lentCount(): number;
  send: SendMessage;
  log: Log;
}

export class Emptying {
  readonly #deps: EmptyingDeps;
  #mustStop = false;
  /** An administrator has asked for it, and another server takes new meetings. */
  #isAsked = false;
  #isDrained = false;
  #drain: Drain | undefined;

  constructor(deps: EmptyingDeps) {
    this.#deps = deps;
  }

  /** Whether no new meetings are to come here. */
  get isDraining(): boolean {
    return this.#mustStop || this.#isAsked;
  }

  /** From now on no new meetings come here, whatever is asked. */
  mustStop(): void {
    if (!this.isDraining) this.#tell(true);
    this.#mustStop = true;
  }

  /**
   * @param patienceMs for so long the lines of calls stay, and the media workers that it lends.
   * @returns when none of meetings, lines and lent workers is left, or nobody takes the meetings.
   */
  async moveMeetings(patienceMs: number): Promise<void> {
    const { node, directory, held, served, callCount, lentCount, send, log } = this.#deps;
    const meetings = served();
    if (meetings === undefined) return;
    this.#drain?.cancel();
    const deps = { nodeId: node.id, meetings, held, directory, send, callCount, lentCount, log };
    const drain = new Drain(deps, patienceMs);
    this.#drain = drain;
    await drain.run();
    if (this.#drain === drain) this.#drain = undefined;
  }

  cancel(): void {
    this.#drain?.cancel();
  }

  /** @param nodes all rows, as just read. */
  polled(nodes: readonly NodeRow[]): void {
    const { node: self, directory, held, isDead, log } = this.#deps;
    const isAsked = nodes.some(({ id, mustDrain }) => id === self.id && mustDrain === 1);
    // With no other to go to, pages would find no server at all. Two that are asked at once do not look at each other's draining.
    const canLeave = nodes.some(
      (node) => node.id !== self.id && takesMeetings(describeNode(node, isDead(node.id))),
    );
    if (!this.#mustStop && (isAsked && canLeave) !== this.#isAsked)
      this.#asked(isAsked && canLeave);
    // One that opened here all the same, or that nobody could take before.
    else if (
      this.#isAsked &&
      this.#drain === undefined &&
      held.all.length > 0 &&
      directory.emptiestOther() !== undefined
    )
      void this.moveMeetings(Number.POSITIVE_INFINITY);
    const { meetings, calls } = this.#counts;
    const isEmpty = meetings + calls + this.#deps.lentCount() === 0;
    if (this.isDraining && !this.#isDrained && isEmpty) {
      this.#isDrained = true;
      log.info(namesOf(self), 'this server is drained: it has no meeting and no call');
    }
  }

  /** The database has not answered here for a while: if it answers others, the meetings go to where newcomers can come. */
  async leaveIfCutOffAlone(): Promise<void> {
    const { node: self, directory, held, beatHealth, send, log } = this.#deps;
    if (this.#drain !== undefined || held.all.length === 0) return;
    const others = directory.nodes.filter(({ id }) => id !== self.id);
    const answers = await Promise.allSettled(
      others.map((node) => send(node, { type: 'hasDatabase' })),
    );
    const isAlone = answers.some((one) => one.status === 'fulfilled' && one.value.isDone);
    if (!isAlone || !beatHealth.isUnanswered || this.#drain !== undefined) return;
    log.warn(
      { meetings: held.all.length },
      'the database answers other servers and not this one: its meetings move to them',
    );
    await this.moveMeetings(0);
  }

  /** It does again. */
  databaseAnswers(): void {
    this.#deps.held.giving.forget();
    if (!this.isDraining) this.#drain?.cancel();
  }

  /** Called once for each change. */
  #asked(isAsked: boolean): void {
    this.#isAsked = isAsked;
    this.#tell(isAsked);
    if (isAsked) void this.moveMeetings(Number.POSITIVE_INFINITY);
    else this.#drain?.cancel();
  }

  #tell(isDraining: boolean): void {
    this.#isDrained = false;
    const words = isDraining
      ? 'this server drains: it takes no new meetings, and those it has move to others'
      : 'this server no longer drains: it takes new meetings';
    this.#deps.log.info({ ...namesOf(this.#deps.node), ...this.#counts }, words);
  }

  get #counts(): { meetings: number; calls: number } {
    const { served, callCount } = this.#deps;
    return { meetings: served()?.count ?? 0, calls: callCount() };
  }
}
