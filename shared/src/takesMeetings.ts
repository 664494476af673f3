// Whether a server takes new meetings: those of one that is drained need another that does.
import type { NodeDescription } from './nodesApi.ts';

/** Not one that is to be drained, even where that has not begun. */
export const takesMeetings = ({
  status,
  isDrainAsked,
  mediaWorkers,
}: Pick<NodeDescription, 'status' | 'isDrainAsked' | 'mediaWorkers'>): boolean =>
  status === 'running' && !isDrainAsked && mediaWorkers > 0;
