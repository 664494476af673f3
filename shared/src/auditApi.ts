// The audit log over HTTP: who did what, when, and to what; never what was said or shown.
import { z } from 'zod';
import { role } from './accountsApi.ts';

/** What may stand in the log, and nothing else. */
export const auditAction = z.enum([
  'spaceCreated',
  'spaceChanged',
  'linkRenewed',
  'spaceDeleted',
  'convenerAdded',
  'convenerRemoved',
  'entered',
  'left',
  'connectionLost',
  'admitted',
  'turnedAway',
  'removed',
  'blocked',
  'locked',
  'unlocked',
  'muted',
  'mutedEverybody',
  'renamed',
  'meetingEnded',
  'signedIn',
  'signInFailed',
  'signedOut',
  'accountCreated',
  'accountClosed',
  'accountReopened',
  'roleChanged',
  'passwordReset',
  'apiTokenCreated',
  'apiTokenRevoked',
  'apiTokenUsed',
]);
export type AuditAction = z.infer<typeof auditAction>;

/** Who did it; the names are those of that moment. */
export const auditActor = z.object({
  /**
   * `account`: by its user name. `apiToken`: a system, by its token's name. `guest`: whoever is not signed
   * in, by the name that was typed. `command`: `npm run admin`. `identityProvider`: at a sign-in by it.
   * `service`: by itself. `unknown`: whoever could not sign in. The last four have no name.
   */
  kind: z.enum([
    'account',
    'apiToken',
    'guest',
    'command',
    'identityProvider',
    'service',
    'unknown',
  ]),
  name: z.string(),
});
export type AuditActor = z.infer<typeof auditActor>;

/** One line of the log. */
export const auditEntry = z.object({
  id: z.string(),
  /** ISO 8601 in UTC. */
  at: z.string(),
  deed: auditAction,
  by: auditActor,
  /** The space, as it was called then; null where it is about none. */
  space: z.object({ id: z.string(), callId: z.string(), name: z.string() }).nullable(),
  /**
   * The participant by the name in the meeting, the account by its user name, or the API token by its name; null of
   * `signInFailed` where there is no such account (what was typed may be a password).
   */
  about: z.string().nullable(),
  /** What the account became, of `accountCreated` and `roleChanged`. */
  role: role.nullable(),
  /** The new name, of `renamed`; how many there were since the entry before, of `signInFailed`. */
  detail: z.string().nullable(),
});
export type AuditEntry = z.infer<typeof auditEntry>;

const moment = z.iso.datetime({ offset: true }).transform((text) => new Date(text).toISOString());

const filter = {
  /** A part of any name in it, or a call ID, however it is grouped. */
  search: z.string().trim().max(100),
  from: moment,
  /** Not this moment itself. */
  until: moment,
};

/** `GET /api/audit?search=…`: newest first. */
export const auditQuery = z
  .strictObject({
    ...filter,
    /** The id of an entry: those before it. */
    before: z.uuid(),
    limit: z.coerce.number().int().min(1).max(200),
  })
  .partial();

export const auditPage = z.object({
  entries: z.array(auditEntry),
  /** There are more before the last of them. */
  hasMore: z.boolean(),
  /** How many days entries are kept. */
  keptDays: z.number(),
});
export type AuditPage = z.infer<typeof auditPage>;

/** `GET /api/audit.csv?from=…&until=…`. */
export const auditCsvQuery = z
  .strictObject({ ...filter, language: z.enum(['sv', 'en']) })
  .partial();
