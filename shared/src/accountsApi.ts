// Schemas of the HTTP API for accounts, their passwords, and the API tokens of other systems.
import { z } from 'zod';

export const role = z.enum(['administrator', 'staff']);
export type Role = z.infer<typeof role>;

/** As typed to sign in, in upper or lower case. */
export const username = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .regex(/^[\p{L}\p{N}._@+-]*$/u, 'letters, digits and . _ @ + - only');

/** One line of text that is displayed to others. */
export const displayText = z
  .string()
  .trim()
  .max(100)
  .regex(/^[^\p{Cc}\p{Cf}\u2028\u2029]*$/u, 'no invisible characters');

/** `POST /api/accounts`. */
export const newAccount = z.strictObject({
  username,
  /** May be empty. */
  displayName: displayText.default(''),
  role: role.default('staff'),
});
export type NewAccount = z.input<typeof newAccount>;

/** `PUT /api/accounts/:id/role`. */
export const roleChange = z.strictObject({ role });

/** `PUT /api/accounts/:id/name`. */
export const nameChange = z.strictObject({
  /** May be empty. */
  displayName: displayText,
});

/** An account as administrators see it. */
export const accountDescription = z.object({
  id: z.string(),
  username: z.string(),
  /** Empty when none was given. */
  displayName: z.string(),
  role,
  /** False for an account of the identity provider, which sets its role and has its password. */
  hasPassword: z.boolean(),
  createdAt: z.string(),
  /** Null while it is open. */
  closedAt: z.string().nullable(),
  /** Null for never, or longer ago than the audit log of an older version went back. */
  lastSignInAt: z.string().nullable(),
});
export type AccountDescription = z.infer<typeof accountDescription>;

/** `POST /api/accounts/search`. In the body and not in the URL, which proxies log: the text may be somebody's name. */
export const accountSearch = z
  .strictObject({
    /** Part of a username or a name. */
    text: z.string().trim().max(100),
    show: z.enum(['all', 'administrators', 'closed']),
    offset: z.int().min(0).max(1_000_000),
    limit: z.int().min(1).max(100),
  })
  .partial();
export type AccountSearch = z.infer<typeof accountSearch>;
export type AccountFilter = NonNullable<z.infer<typeof accountSearch>['show']>;

export const accountPage = z.object({
  /** Sorted by name. */
  accounts: z.array(accountDescription),
  /** How many were found on all pages. */
  total: z.number(),
});
export type AccountPage = z.infer<typeof accountPage>;

/** An account with its generated password, which no other reply contains. */
export const accountWithPassword = z.object({
  account: accountDescription,
  password: z.string(),
});
export type AccountWithPassword = z.infer<typeof accountWithPassword>;

/** `PUT /api/accounts/own/password`. */
export const passwordChange = z.strictObject({
  oldPassword: z.string().min(1).max(1000),
  newPassword: z.string().min(1).max(1000),
});
export type PasswordChange = z.infer<typeof passwordChange>;

/**
 * What a token allows; each scope includes those before it. `read`: spaces, without their guest links. `invite`: guest links,
 * invitations and confirmations. `manage`: create, change and delete spaces.
 */
export const tokenScope = z.enum(['read', 'invite', 'manage']);
export type TokenScope = z.infer<typeof tokenScope>;

/** `POST /api/api-tokens`. */
export const newApiToken = z.strictObject({
  name: displayText.min(1),
  scope: tokenScope.default('manage'),
  /** Days until it expires; null for never. */
  validDays: z.int().min(1).max(1826).nullable().default(365),
});
export type NewApiToken = z.input<typeof newApiToken>;

/** An API token without the token itself. */
export const apiTokenDescription = z.object({
  id: z.string(),
  name: z.string(),
  scope: tokenScope,
  /** ISO 8601; null for never, also for tokens from before they could expire. */
  expiresAt: z.string().nullable(),
  /** Username of the administrator who created it. */
  createdBy: z.string(),
  createdAt: z.string(),
  /** To the minute; null for never. */
  lastUsedAt: z.string().nullable(),
});
export type ApiTokenDescription = z.infer<typeof apiTokenDescription>;

/** A new token, with the token itself, which no other reply contains. */
export const apiTokenWithSecret = apiTokenDescription.extend({ token: z.string() });
export type ApiTokenWithSecret = z.infer<typeof apiTokenWithSecret>;
