// The description of an operation, which its route carries and the OpenAPI document is made of.
import type { TokenScope } from '@distansmote/shared/accountsApi.ts';
import type { RouteOptions } from 'fastify';
import type { z } from 'zod';
import type { ReplyDescription } from './reply.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** Who may call; an administrator is also staff. */
export type Audience = 'anybody' | 'staffOrToken' | 'session' | 'administrator';

/** HTTP status by the `title` of each problem (RFC 9457) that an operation may answer with. */
export type Refusals = Record<string, 400 | 401 | 403 | 404 | 409 | 413 | 429>;

/** The headings of the description, in their order. */
export const TAGS = [
  'Meetings',
  'Spaces',
  'Signing in',
  'Accounts',
  'API tokens',
  'Audit log',
  'Servers',
  'Accessibility',
  'This document',
] as const;

export interface Operation {
  method: Method;
  /** As Fastify spells it: `/api/spaces/:id`. */
  path: string;
  tag: (typeof TAGS)[number];
  summary: string;
  /** Kept for those who use it; another operation is better. */
  isDeprecated?: boolean | undefined;
  audience: Audience;
  /** The scope that an API token must have; undefined where none is accepted. */
  scope?: TokenScope | undefined;
  /** Optional request headers, each with its description. */
  headers?: Record<string, string> | undefined;
  query?: z.ZodObject | undefined;
  body?: z.ZodType | undefined;
  reply: ReplyDescription;
  refusals: Refusals;
}

declare module 'fastify' {
  interface FastifyContextConfig {
    operation?: Operation;
  }
}

/** The operation of a route, which every route under /api must have. @throws Error */
export function operationOf({ method, url, config }: RouteOptions): Operation {
  const operation = config?.operation;
  if (operation === undefined) {
    throw new Error(`${String(method)} ${url} is not described: add it by addRoute()`);
  }
  return operation;
}
