// Pages behind proxies that block WebSocket: long polling only, without sticky sessions.
import { DISTRIBUTIONS, disturb, type Scenario } from '../scenario.ts';

export const polling: Scenario[] = DISTRIBUTIONS.map((distribution): Scenario => ({
  name: `polling-${distribution}`,
  says: `all pages poll, behind HAProxy by ${distribution}, and a node is killed`,
  aim: 'all back ≤ 2 s',
  run: (stage) =>
    disturb(stage, {
      distribution,
      transports: ['polling'],
      node: 2,
      happen: async (on) => on.cluster.nodes[2]?.end('SIGKILL'),
      repair: async (on) => on.cluster.nodes[2]?.run(),
    }),
}));
