// The settings of the identity provider (OIDC_*) and their dependencies.
import { z } from 'zod';

const line = z.string().trim().min(1).max(500).optional();
const words = z.string().regex(/^[\x21-\x7e]+( [\x21-\x7e]+)*$/);

/** Plain HTTP only to localhost, for tests and trials. */
const isLocal = (url: URL): boolean => ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);

function isIssuer(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  return url.protocol === 'https:' || (url.protocol === 'http:' && isLocal(url));
}

export const oidcSettings = {
  OIDC_ISSUER: {
    schema: z.string().refine(isIssuer).optional(),
    mustBe: "the identity provider's address by https, such as https://login.example.org/realms/x",
  },
  OIDC_CLIENT_ID: { schema: line, mustBe: 'the name under which the identity provider knows us' },
  OIDC_CLIENT_SECRET: {
    schema: line,
    mustBe: 'the secret that the identity provider gave us',
    isSecret: true,
  },
  OIDC_SCOPE: {
    schema: words
      .refine((scope) => scope.split(' ').includes('openid'))
      .default('openid profile email'),
    mustBe: 'scopes with spaces between, openid among them',
  },
  OIDC_ROLE_CLAIM: {
    schema: z.string().trim().min(1).max(200).default('groups'),
    mustBe: 'the name of a claim, such as groups or realm_access.roles',
  },
  OIDC_ADMIN_VALUE: { schema: line, mustBe: 'what the claim holds for administrators' },
  OIDC_STAFF_VALUE: { schema: line, mustBe: 'what the claim holds for staff' },
  OIDC_NAME: {
    schema: z.string().trim().min(1).max(60).optional(),
    mustBe: "the provider's name for the button, at most 60 characters",
  },
} as const satisfies Record<string, { schema: z.ZodType; mustBe: string; isSecret?: true }>;

/**
 * What is missing, in one line; undefined when all is well.
 * @param isSet whether the operator has set that variable.
 */
export function findOidcProblem(isSet: (name: string) => boolean): string | undefined {
  const set = Object.keys(oidcSettings).filter(isSet);
  if (set.length === 0) return undefined;
  const lacking = ['OIDC_ISSUER', 'OIDC_CLIENT_ID'].find((name) => !isSet(name));
  if (lacking === undefined) return undefined;
  return `${set[0]} is set, but ${lacking} is missing: sign-in by an identity provider needs both OIDC_ISSUER and OIDC_CLIENT_ID.`;
}
