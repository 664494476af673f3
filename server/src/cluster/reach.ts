// Which of the servers that beat are reached from this one: between two that live, the network may be cut.
import type { Log } from '../platform/log.ts';
import { namesOf } from './nodeNews.ts';
import type { ClusterNode } from './roomDirectory.ts';

/** So many probes, one at each poll, and each sent twice by TCP: on a line that merely loses packets, one gets through. */
const LOST_AFTER = 3;

export class Reach {
  readonly #probe: (node: ClusterNode) => Promise<boolean>;
  readonly #log: Pick<Log, 'warn'>;
  /** How many probes in a row nothing has come of. */
  readonly #unanswered = new Map<string, number>();
  readonly #lost = new Set<string>();
  #onLost: (nodeId: string) => void = () => undefined;

  /** @param probe never rejects. */
  constructor(probe: (node: ClusterNode) => Promise<boolean>, log: Pick<Log, 'warn'>) {
    this.#probe = probe;
    this.#log = log;
  }

  /** A server that is not known is taken to be reached: whoever asks it finds out. */
  isReached(nodeId: string): boolean {
    return !this.#lost.has(nodeId);
  }

  /** @param onLost called at each poll while a server that beats is not reached. */
  onLost(onLost: (nodeId: string) => void): void {
    this.#onLost = onLost;
  }

  /** @param others who beat, without this server itself. */
  polled(others: readonly ClusterNode[]): void {
    const ids = new Set(others.map(({ id }) => id));
    for (const id of this.#unanswered.keys()) {
      if (ids.has(id)) continue;
      this.#unanswered.delete(id);
      this.#lost.delete(id);
    }
    for (const node of others) {
      const unanswered = this.#unanswered.get(node.id) ?? 0;
      this.#unanswered.set(node.id, unanswered + 1);
      if (unanswered >= LOST_AFTER) this.#notReached(node);
      void this.#probe(node).then((isReached) => isReached && this.#answered(node));
    }
  }

  #notReached(node: ClusterNode): void {
    if (!this.#lost.has(node.id))
      this.#log.warn(namesOf(node), 'a server of the cluster beats and is not reached from here');
    this.#lost.add(node.id);
    this.#onLost(node.id);
  }

  #answered(node: ClusterNode): void {
    if (!this.#unanswered.has(node.id)) return;
    this.#unanswered.set(node.id, 0);
    if (this.#lost.delete(node.id))
      this.#log.warn(namesOf(node), 'a server of the cluster is reached again');
  }
}
