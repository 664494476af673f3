// The settings of a server that is one of several (CLUSTER_*) and their dependencies.
import { z } from 'zod';

export const clusterSettings = {
  CLUSTER_ADDRESS: {
    schema: z
      .url({ protocol: /^https?$/ })
      .transform((text) => text.replace(/\/+$/, ''))
      .refine((text) => ['/', ''].includes(new URL(text).pathname))
      .optional(),
    mustBe:
      'the address at which the other servers of the cluster reach this one, such as http://10.0.0.11:3000 (no path)',
  },
  CLUSTER_SECRET: {
    schema: z.string().min(32).max(1000).optional(),
    mustBe: 'at least 32 characters, the same on all servers of the cluster',
    isSecret: true,
  },
} as const satisfies Record<string, { schema: z.ZodType; mustBe: string; isSecret?: true }>;

/**
 * What is missing, in one line; undefined when all is well.
 * @param isSet whether the operator has set that variable.
 */
export function findClusterProblem(isSet: (name: string) => boolean): string | undefined {
  if (!isSet('CLUSTER_ADDRESS') && !isSet('CLUSTER_SECRET')) return undefined;
  for (const lacking of ['CLUSTER_ADDRESS', 'CLUSTER_SECRET', 'DATABASE_URL'])
    if (!isSet(lacking))
      return `${lacking} is missing: a cluster needs CLUSTER_ADDRESS, CLUSTER_SECRET and DATABASE_URL.`;
  return undefined;
}
