// A server by itself, as administrators see it: made from memory, and never drained.
import type { NodeDescription } from '@distansmote/shared/nodesApi.ts';
import type { Meetings } from '../meetings/meetings.ts';
import type { ServiceNodes } from './routes/nodeRoutes.ts';

export interface SoleNodeDeps {
  version: string;
  meetings: Pick<Meetings, 'count' | 'presentCounts'>;
  mediaWorkers: { readonly count: number };
  callCount(): number;
}

export function soleNode({
  version,
  meetings,
  mediaWorkers,
  callCount,
}: SoleNodeDeps): ServiceNodes {
  const startedAt = new Date().toISOString();
  const describe = (): NodeDescription => ({
    id: 'this',
    address: null,
    version,
    startedAt,
    people: [...meetings.presentCounts.values()].reduce((sum, people) => sum + people, 0),
    meetings: meetings.count,
    calls: callCount(),
    mediaWorkers: mediaWorkers.count,
    lentWorkers: 0,
    borrowedWorkers: 0,
    status: 'running',
    isDrainAsked: false,
  });
  return {
    list: () => Promise.resolve([describe()]),
    setDrainAsked: () => Promise.resolve(false),
  };
}
