// The servers of the service: administrators see how full each is, and drain one before they stop it.
import { type NodeDescription, nodeList } from '@distansmote/shared/nodesApi.ts';
import { takesMeetings } from '@distansmote/shared/takesMeetings.ts';
import type { FastifyInstance } from 'fastify';
import type { Account } from '../../accounts/accountStore.ts';
import type { AuditAction } from '@distansmote/shared/auditApi.ts';
import { accountActor } from '../../audit/actors.ts';
import type { AuditLog } from '../../audit/auditLog.ts';
import type { ApiAccess } from '../api/access.ts';
import { addRoute } from '../api/addRoute.ts';
import { json, noContent } from '../api/reply.ts';
import { Problem } from '../problem.ts';

/** All servers of a cluster, or this one alone. */
export interface ServiceNodes {
  list(): Promise<NodeDescription[]>;
  /** @returns whether that has changed anything. */
  setDrainAsked(id: string, isAsked: boolean): Promise<boolean>;
}

export interface NodeRoutesDeps {
  access: ApiAccess;
  nodes: ServiceNodes;
  audit: AuditLog;
}

export function nodeRoutes(
  server: FastifyInstance,
  { access, nodes, audit }: NodeRoutesDeps,
): void {
  addRoute(server, {
    method: 'GET',
    path: '/api/nodes',
    tag: 'Servers',
    summary:
      'Lists the servers of the service, and how full each is. Asking does not keep the session from ending unused.',
    access: access.openAdministratorPage,
    reply: json(nodeList),
    handler: () => nodes.list(),
  });

  addRoute(server, {
    method: 'POST',
    path: '/api/nodes/:id/drain',
    tag: 'Servers',
    summary:
      'Drains a server of a cluster: within a second it takes no new meetings. Refused where no other server takes any.',
    access: access.administrator,
    reply: noContent,
    refusals: { nodeUnknown: 404, noOtherServer: 409 },
    async handler({ administrator, params }) {
      const all = await nodes.list();
      const node = find(all, params.id);
      if (!all.some((other) => other !== node && takesMeetings(other))) {
        throw new Problem(409, 'noOtherServer', 'No other server takes new meetings.');
      }
      await set(node, true, 'nodeDrained', administrator);
    },
  });

  addRoute(server, {
    method: 'DELETE',
    path: '/api/nodes/:id/drain',
    tag: 'Servers',
    summary: 'Stops draining a server: it takes new meetings again.',
    access: access.administrator,
    reply: noContent,
    refusals: { nodeUnknown: 404 },
    async handler({ administrator, params }) {
      const node = find(await nodes.list(), params.id);
      await set(node, false, 'nodeDrainCancelled', administrator);
    },
  });

  async function set(node: NodeDescription, isAsked: boolean, action: AuditAction, by: Account) {
    if (!(await nodes.setDrainAsked(node.id, isAsked))) return;
    await audit.record({ action, actor: accountActor(by), subject: node.address ?? '' });
  }
}

/** @throws Problem */
function find(nodes: readonly NodeDescription[], id: string): NodeDescription {
  const node = nodes.find((one) => one.id === id);
  if (node === undefined) throw new Problem(404, 'nodeUnknown', 'There is no such server.');
  return node;
}
