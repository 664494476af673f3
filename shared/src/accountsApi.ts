// The HTTP API's bodies for accounts, their passwords, and the API tokens of other systems.
import { z } from 'zod';

export const role = z.enum(['administrator', 'staff']);
export type Role = z.infer<typeof role>;

/** As it is typed to sign in: letters, digits and a few signs, in any case. */
export const username = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .regex(/^[\p{L}\p{N}._@+-]*$/u, 'letters, digits and . _ @ + - only');

const shownText = z
  .string()
  .trim()
  .max(100)
  .regex(/^[^\p{Cc}\p{Cf}\u2028\u2029]*$/u, 'no invisible characters');

/** `POST /api/accounts`. */
export const newAccount = z.strictObject({
  username,
  /** May be empty. */
  displayName: shownText.default(''),
  role: role.default('staff'),
});
export type NewAccount = z.input<typeof newAccount>;

/** `PUT /api/accounts/:id/role`. */
export const roleChange = z.strictObject({ role });

/** An account as administrators see it. */
export const accountDescription = z.object({
  id: z.string(),
  username: z.string(),
  /** Empty when none was given. */
  displayName: z.string(),
  role,
  /** False for an account of the identity provider: its role and its password are set there. */
  hasPassword: z.boolean(),
  createdAt: z.string(),
  /** Null while it is open. */
  closedAt: z.string().nullable(),
});
export type AccountDescription = z.infer<typeof accountDescription>;

/** An account with the password that the server has drawn for it, told this once. */
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
 * What a system may do by its token, each with what comes before it: `read` spaces, without their guest links; `invite`,
 * with guest links, invitations and who has confirmed; `manage`: create, change and delete.
 */
export const tokenScope = z.enum(['read', 'invite', 'manage']);
export type TokenScope = z.infer<typeof tokenScope>;

/** `POST /api/api-tokens`. */
export const newApiToken = z.strictObject({
  name: shownText.min(1),
  scope: tokenScope.default('manage'),
  /** After so many days it opens nothing any more; null for never. */
  validDays: z.int().min(1).max(1826).nullable().default(365),
});
export type NewApiToken = z.input<typeof newApiToken>;

/** A token that another system carries, without the token itself. */
export const apiTokenDescription = z.object({
  id: z.string(),
  name: z.string(),
  scope: tokenScope,
  /** ISO 8601; null for never, as of those that were made before tokens had an end. */
  expiresAt: z.string().nullable(),
  /** The user name of the administrator who made it. */
  createdBy: z.string(),
  createdAt: z.string(),
  /** To the minute; null when it never was. */
  lastUsedAt: z.string().nullable(),
});
export type ApiTokenDescription = z.infer<typeof apiTokenDescription>;

/** A new token, told this once. */
export const apiTokenWithSecret = apiTokenDescription.extend({ token: z.string() });
export type ApiTokenWithSecret = z.infer<typeof apiTokenWithSecret>;
