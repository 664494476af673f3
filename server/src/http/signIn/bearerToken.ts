// The token that a program sends along with a request (RFC 6750 §2.1).
import type { IncomingMessage } from 'node:http';

/** Undefined when there is none. */
export const bearerOf = ({ headers }: Pick<IncomingMessage, 'headers'>): string | undefined =>
  /^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1];
