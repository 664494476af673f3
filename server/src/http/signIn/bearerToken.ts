// The token that a program sends along with a request (RFC 6750 §2.1).
import type { FastifyRequest } from 'fastify';

/** Undefined when there is none. */
export const bearerOf = ({ headers }: FastifyRequest): string | undefined =>
  /^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1];
