// The request table: body, reply and refusals of everything that a page may ask of the server.
import type { z } from 'zod';
import { entryRequests } from './requests/entryRequests.ts';
import { trackRequests } from './requests/trackRequests.ts';
import { personRequests } from './requests/personRequests.ts';
import { chatRequests } from './requests/chatRequests.ts';
import { liveTextRequests } from './requests/liveTextRequests.ts';
import { moderationRequests } from './requests/moderationRequests.ts';
import { equipmentRequests } from './requests/equipmentRequests.ts';
import { ringingRequests } from './requests/ringingRequests.ts';

export const requests = {
  ...entryRequests,
  ...trackRequests,
  ...personRequests,
  ...chatRequests,
  ...liveTextRequests,
  ...moderationRequests,
  ...equipmentRequests,
  ...ringingRequests,
} as const;

export type RequestName = keyof typeof requests;
/** The body as its sender writes it. */
export type RequestBody<N extends RequestName> = z.input<(typeof requests)[N]['body']>;
/** The body as its handler reads it, after parsing. */
export type ParsedBody<N extends RequestName> = z.output<(typeof requests)[N]['body']>;
export type Reply<N extends RequestName> = z.output<(typeof requests)[N]['reply']>;

/**
 * Refusals of any request: `unknownRequest`, `invalid` (the body doesn't parse; `where` names the field), `tooLarge`,
 * `tooFast`, `internal` (a server error, which is logged).
 */
export type CommonRefusal = 'unknownRequest' | 'invalid' | 'tooLarge' | 'tooFast' | 'internal';
export type RefusalOf<N extends RequestName> = (typeof requests)[N]['refusals'][number];
/** The requests for conveners only: those that `notConvener` may refuse. */
export type ModerationRequest = {
  [N in RequestName]: 'notConvener' extends RefusalOf<N> ? N : never;
}[RequestName];
export type RefusalCode = CommonRefusal | RefusalOf<RequestName>;

export interface Refusal {
  code: RefusalCode;
  /** The invalid field as a dotted path, when the code is `invalid`. */
  where?: string;
}

export type Answer<N extends RequestName> =
  | { ok: true; reply: Reply<N> }
  | { ok: false; refusal: Refusal };
