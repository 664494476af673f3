// The settings of a server that is one of several (CLUSTER_*) and their dependencies.
import { z } from 'zod';
import { PIPE_PORTS } from '../media/routerPipes.ts';
import { wholeNumber } from './envSchemas.ts';

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
  GUEST_WORKERS: {
    schema: wholeNumber(0, 64).default(0),
    mustBe: 'a number of media workers, 0 to 64, that this server lends to others of the cluster',
  },
  DRAIN_MINUTES: {
    schema: wholeNumber(0, 720).default(30),
    mustBe:
      'a number of minutes, 0 to 720, for which a server that is to stop waits for calls by telephone to end',
  },
} as const satisfies Record<string, { schema: z.ZodType; mustBe: string; isSecret?: true }>;

interface GuestSettings {
  MEDIA_PORT: number;
  MEDIA_WORKERS: number;
  GUEST_WORKERS: number;
  SIP_MEDIA_PORTS: { first: number; last: number };
}

/**
 * What is missing or conflicting, in one line; undefined when all is well.
 * @param isSet whether the operator has set that variable.
 */
export function findClusterProblem(
  isSet: (name: string) => boolean,
  settings: GuestSettings,
): string | undefined {
  if (!isSet('CLUSTER_ADDRESS') && !isSet('CLUSTER_SECRET'))
    return settings.GUEST_WORKERS > 0
      ? 'GUEST_WORKERS is set, but CLUSTER_ADDRESS is missing: without it there is no other server to lend to.'
      : undefined;
  for (const lacking of ['CLUSTER_ADDRESS', 'CLUSTER_SECRET', 'DATABASE_URL'])
    if (!isSet(lacking))
      return `${lacking} is missing: a cluster needs CLUSTER_ADDRESS, CLUSTER_SECRET and DATABASE_URL.`;
  return settings.GUEST_WORKERS > 0 ? findPipePortProblem(isSet, settings) : undefined;
}

/** Pipes to the workers of other servers have fixed ports. */
function findPipePortProblem(
  isSet: (name: string) => boolean,
  settings: GuestSettings,
): string | undefined {
  const { MEDIA_PORT, SIP_MEDIA_PORTS: sip } = settings;
  const taken: [name: string, first: number, last: number][] = [
    ['MEDIA_PORT', MEDIA_PORT, lastMediaPortOf(settings)],
  ];
  if (isSet('SIP_PORT')) taken.push(['SIP_MEDIA_PORTS', sip.first, sip.last]);
  const { min, max } = PIPE_PORTS;
  const [overlap] = taken.filter(([, first, last]) => first <= max && last >= min);
  if (overlap === undefined) return undefined;
  const [name, first, last] = overlap;
  return `${name} takes the ports ${first} to ${last}, but media between servers has ${min} to ${max} by GUEST_WORKERS: choose others.`;
}

/** What is probably wrong with a cluster's settings, and what does not work in one yet; each a sentence for the operator. */
export function clusterWarnings(settings: {
  CLUSTER_ADDRESS?: string | undefined;
  PUBLIC_URL?: string | undefined;
  TLS_CERT?: string | undefined;
  TLS_SELF_SIGNED?: boolean;
}): string[] {
  const { CLUSTER_ADDRESS: address, PUBLIC_URL: publicUrl } = settings;
  if (address === undefined) return [];
  const warnings: string[] = [];
  if (isLocal(address) && publicUrl !== undefined && !isLocal(publicUrl))
    warnings.push(
      `CLUSTER_ADDRESS is ${address}, where only this machine itself reaches this server: servers on other machines ` +
        'lead nobody to its meetings. Set it to an address that they reach.',
    );
  const isTls = settings.TLS_CERT !== undefined || settings.TLS_SELF_SIGNED === true;
  const scheme = isTls ? 'https' : 'http';
  if (!address.startsWith(`${scheme}:`))
    warnings.push(
      `CLUSTER_ADDRESS is ${address}, but ${isTls ? 'with its certificate' : 'without TLS_CERT'} this server speaks ` +
        `${scheme.toUpperCase()}: unless something between translates, the other servers do not reach it.`,
    );
  return warnings;
}

/** Whether a URL leads to the machine that asks for it. */
function isLocal(url: string): boolean {
  const host = new URL(url).hostname.replace(/^\[|\]$/g, '');
  return /^(?:127\.|::1$|(?:.+\.)?localhost$)/.test(host);
}

/** Each media worker has a port of its own from MEDIA_PORT on, and so have those that are lent. */
export const lastMediaPortOf = (settings: {
  MEDIA_PORT: number;
  MEDIA_WORKERS: number;
  GUEST_WORKERS: number;
}): number => settings.MEDIA_PORT + settings.MEDIA_WORKERS + settings.GUEST_WORKERS - 1;
