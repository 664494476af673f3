// Tells the log which servers come, go, fall silent and beat again: the state of a cluster, as an operator follows it.
import type { Log } from '../platform/log.ts';
import type { NodeRow } from './nodes.ts';

type Seen = Pick<NodeRow, 'id' | 'address' | 'beat'>;

export class NodeNews {
  readonly #log: Pick<Log, 'info' | 'warn'>;
  /** As of the latest poll; undefined before the first. */
  #nodes: Map<string, Seen> | undefined;
  /** With the beat at which each stands still. */
  readonly #silent = new Map<string, number>();

  constructor(log: Pick<Log, 'info' | 'warn'>) {
    this.#log = log;
  }

  /** @param others without this server itself. */
  polled(others: readonly Seen[], isDead: (id: string) => boolean): void {
    const former = this.#nodes;
    this.#nodes = new Map(others.map((node) => [node.id, node]));
    for (const node of others) {
      if (former !== undefined && !former.has(node.id))
        this.#log.info(namesOf(node), 'a server has joined the cluster');
      const silentAt = this.#silent.get(node.id);
      if (silentAt !== undefined && silentAt !== node.beat) {
        this.#silent.delete(node.id);
        this.#log.warn(namesOf(node), 'a server of the cluster beats again');
      } else if (silentAt === undefined && isDead(node.id)) {
        this.#silent.set(node.id, node.beat);
        this.#log.warn(
          namesOf(node),
          'a server of the cluster no longer beats: its meetings are taken over',
        );
      }
    }
    for (const node of former?.values() ?? [])
      // That a silent one is gone has been told already.
      if (!this.#nodes.has(node.id) && !this.#silent.delete(node.id))
        this.#log.info(namesOf(node), 'a server has left the cluster');
  }
}

/** How log lines name a server: operators know addresses, and the id tells two starts apart. */
export const namesOf = ({ id, address }: Pick<Seen, 'id' | 'address'>) => ({ node: id, address });
