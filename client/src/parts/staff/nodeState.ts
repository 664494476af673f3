// What a server and its state are called on the page.
import type { NodeDescription } from '@distansmote/shared/nodesApi.ts';

/** Host and port: that the servers speak HTTP is no news to an administrator. Empty for a server by itself. */
export const nameOf = ({ address }: Pick<NodeDescription, 'address'>): string =>
  address?.replace(/^https?:\/\//, '') ?? '';

/**
 * `willDrain`: in a second, or when another server takes new meetings. `drained`: it has no meeting and no call left, and lends
 * no media worker to a meeting of another.
 */
export type NodeState = 'running' | 'willDrain' | 'draining' | 'drained' | 'silent';

export function nodeState(node: NodeDescription): NodeState {
  const { status, isDrainAsked, meetings, calls, lentWorkers } = node;
  if (status === 'running') return isDrainAsked ? 'willDrain' : 'running';
  return status === 'draining' && meetings + calls + lentWorkers === 0 ? 'drained' : status;
}
