// Schemas of the HTTP API for the servers of the service: which there are, how full, and which of them are drained.
import { z } from 'zod';

/**
 * `running`: takes new meetings. `draining`: takes none, and those it has move away. `silent`: its beat stands still, so
 * that others take its meetings over.
 */
export const nodeStatus = z.enum(['running', 'draining', 'silent']);

/** One server. Its meetings are counted, never named. */
export const nodeDescription = z.object({
  /** Drawn at each start. */
  id: z.string(),
  /** Where the other servers reach it; null for a server by itself. */
  address: z.string().nullable(),
  version: z.string(),
  /** ISO 8601 in UTC. */
  startedAt: z.string(),
  /** How many are in its meetings. */
  people: z.int(),
  /** How many it holds, also those that nobody has entered yet. */
  meetings: z.int(),
  /** How many calls of telephones and room systems come in there, whichever server holds their meetings. */
  calls: z.int(),
  /** How many run. */
  mediaWorkers: z.int(),
  /** How many run there besides, for meetings of other servers. */
  lentWorkers: z.int(),
  /** How many run at other servers, for its meetings. */
  borrowedWorkers: z.int(),
  status: nodeStatus,
  /** An administrator has asked it to drain, which it does for as long as another server takes new meetings. */
  isDrainAsked: z.boolean(),
});
export type NodeDescription = z.infer<typeof nodeDescription>;

/** `GET /api/nodes`: by address. */
export const nodeList = z.array(nodeDescription);
