// Schemas of the HTTP API for the audit log: who did what, when, and to what; never the content of meetings.
import { z } from 'zod';
import { ringEnds } from './signalling/ringing.ts';
import { role } from './accountsApi.ts';

/** Every action that is logged. */
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
  'renamedSelf',
  'soundAsked',
  'handLowered',
  'screenStopped',
  'madeInterpreter',
  'madeSignLanguageInterpreter',
  'madeCaptioner',
  'meetingRoleRemoved',
  'spotlightSet',
  'spotlightEnded',
  'captionsStarted',
  'captionsStopped',
  'lobbyTold',
  'rungUp',
  'rungMe',
  'ringEnded',
  'ringMeAllowed',
  'ringMeForbidden',
  'meetingEnded',
  'signedIn',
  'signInFailed',
  'signedOut',
  'accountCreated',
  'accountClosed',
  'accountReopened',
  'accountRenamed',
  'roleChanged',
  'passwordReset',
  'apiTokenCreated',
  'apiTokenRevoked',
  'apiTokenUsed',
  'nodeDrained',
  'nodeDrainCancelled',
  'accessibilityReportsDeleted',
]);
export type AuditAction = z.infer<typeof auditAction>;

/** What an action is about, for reading only one kind: `moderation` is what people do in a meeting, besides coming and going. */
export const auditKind = z.enum([
  'space',
  'attendance',
  'moderation',
  'signIn',
  'account',
  'apiToken',
  'node',
  'accessibility',
]);
export type AuditKind = z.infer<typeof auditKind>;

/** What came of a ring. `hungUp`: from the meeting, or with it. */
export const ringOutcomes = [...ringEnds, 'hungUp'] as const;
export type RingOutcome = (typeof ringOutcomes)[number];

const KIND_OF_ACTION: Record<AuditAction, AuditKind> = {
  spaceCreated: 'space',
  spaceChanged: 'space',
  linkRenewed: 'space',
  spaceDeleted: 'space',
  convenerAdded: 'space',
  convenerRemoved: 'space',
  entered: 'attendance',
  left: 'attendance',
  connectionLost: 'attendance',
  admitted: 'moderation',
  turnedAway: 'moderation',
  removed: 'moderation',
  blocked: 'moderation',
  locked: 'moderation',
  unlocked: 'moderation',
  muted: 'moderation',
  mutedEverybody: 'moderation',
  renamed: 'moderation',
  renamedSelf: 'moderation',
  soundAsked: 'moderation',
  handLowered: 'moderation',
  screenStopped: 'moderation',
  madeInterpreter: 'moderation',
  madeSignLanguageInterpreter: 'moderation',
  madeCaptioner: 'moderation',
  meetingRoleRemoved: 'moderation',
  spotlightSet: 'moderation',
  spotlightEnded: 'moderation',
  captionsStarted: 'moderation',
  captionsStopped: 'moderation',
  lobbyTold: 'moderation',
  rungUp: 'moderation',
  rungMe: 'moderation',
  ringEnded: 'moderation',
  ringMeAllowed: 'moderation',
  ringMeForbidden: 'moderation',
  meetingEnded: 'moderation',
  signedIn: 'signIn',
  signInFailed: 'signIn',
  signedOut: 'signIn',
  accountCreated: 'account',
  accountClosed: 'account',
  accountReopened: 'account',
  accountRenamed: 'account',
  roleChanged: 'account',
  passwordReset: 'account',
  apiTokenCreated: 'apiToken',
  apiTokenRevoked: 'apiToken',
  apiTokenUsed: 'apiToken',
  nodeDrained: 'node',
  nodeDrainCancelled: 'node',
  accessibilityReportsDeleted: 'accessibility',
};

export const actionsOfKind = (kind: AuditKind): AuditAction[] =>
  auditAction.options.filter((action) => KIND_OF_ACTION[action] === kind);

/** Who did it, by the name at that time. */
export const auditActor = z.object({
  /**
   * `account`, by username. `apiToken`, by the token's name. `guest`: somebody who is not signed in, by the name that they
   * typed. `command`: `npm run admin`. `identityProvider`: at a sign-in through it. `service`: the server itself. `unknown`:
   * somebody whose sign-in failed. The last four have no name.
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

/** One entry of the log. */
export const auditEntry = z.object({
  id: z.string(),
  /** ISO 8601 in UTC. */
  at: z.string(),
  deed: auditAction,
  by: auditActor,
  /** By its name at that time; null if the entry concerns no space. */
  space: z.object({ id: z.string(), callId: z.string(), name: z.string() }).nullable(),
  /**
   * Whom or what it was done to: a participant by the name in the meeting, an account by username, an API token by name, a server of a
   * cluster by its address. Null
   * for `signInFailed` if there is no such account, since a password may have been typed as the username.
   */
  about: z.string().nullable(),
  /** The new role, for `accountCreated` and `roleChanged`. */
  role: role.nullable(),
  /**
   * For `renamed`, `renamedSelf` and `accountRenamed`, the new name; for `signInFailed`, how many there were since the
   * previous entry; for `accessibilityReportsDeleted`, how many; for `rungUp` and `rungMe` the number, masked, or the room's
   * address; for `ringEnded` what came of it (`ringOutcomes`).
   */
  detail: z.string().nullable(),
});
export type AuditEntry = z.infer<typeof auditEntry>;

const moment = z.iso.datetime({ offset: true }).transform((text) => new Date(text).toISOString());

const filter = {
  from: moment,
  /** Exclusive. */
  until: moment,
  /** Only actions of one kind. */
  kind: auditKind,
};

/** The id of an entry: only those before it are returned. */
const before = z.uuid();
const limit = z.int().min(1).max(200);
const language = z.enum(['sv', 'en']);

/** `GET /api/audit?from=…`: newest first. */
export const auditQuery = z
  .strictObject({ ...filter, before, limit: z.coerce.number().pipe(limit) })
  .partial();

/** In the body and not in the URL, which proxies log: the text may be somebody's name. */
const search = {
  ...filter,
  /** Part of any name in an entry, or a call ID in any grouping. */
  text: z.string().trim().max(100),
};

/** `POST /api/audit/search`. */
export const auditSearch = z.strictObject({ ...search, before, limit }).partial();
export type AuditSearch = z.input<typeof auditSearch>;

export const auditPage = z.object({
  entries: z.array(auditEntry),
  /** There are older ones. */
  hasMore: z.boolean(),
  /** How many days entries are kept. */
  keptDays: z.number(),
});
export type AuditPage = z.infer<typeof auditPage>;

/** `GET /api/audit.csv?from=…&until=…`. */
export const auditCsvQuery = z.strictObject({ ...filter, language }).partial();

/** `POST /api/audit/search.csv`. */
export const auditCsvSearch = z.strictObject({ ...search, language }).partial();
