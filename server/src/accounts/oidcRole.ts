// What the identity provider's claims make of somebody: a role, a user name, a name.
import { type Role, username } from '@distansmote/shared/accountsApi.ts';
import { z } from 'zod';
import type { OidcPerson } from './oidcAccounts.ts';

export interface RoleRule {
  /** A claim's name, or a path into one: `realm_access.roles`. */
  claim: string;
  /** Undefined: nobody of the provider is administrator. */
  adminValue: string | undefined;
  /** Undefined: everybody of the provider is staff. */
  staffValue: string | undefined;
}

type Claims = Readonly<Record<string, unknown>>;

const record = z.record(z.string(), z.unknown());
const oneOrMore = z.union([z.string().transform((one) => [one]), z.array(z.string())]).catch([]);

function find(claims: Claims, name: string): unknown {
  // Names of claims may have dots in them, as URLs do.
  if (Object.hasOwn(claims, name)) return claims[name];
  let value: unknown = claims;
  for (const key of name.split('.')) {
    const inner = record.safeParse(value);
    if (!inner.success || !Object.hasOwn(inner.data, key)) return undefined;
    value = inner.data[key];
  }
  return value;
}

/** Undefined for who has neither. */
export function roleOf(
  claims: Claims,
  { claim, adminValue, staffValue }: RoleRule,
): Role | undefined {
  const values = oneOrMore.parse(find(claims, claim));
  if (adminValue !== undefined && values.includes(adminValue)) return 'administrator';
  return staffValue === undefined || values.includes(staffValue) ? 'staff' : undefined;
}

/** A person is known by issuer and subject, which are never given to another; names are but words. */
export function personOf(
  claims: Claims & { iss: string; sub: string },
  rule: RoleRule,
): OidcPerson {
  const named = [claims['preferred_username'], claims['email'], claims.sub]
    .map((name) => username.safeParse(name))
    .find((parsed) => parsed.success);
  const name = z.string().catch('').parse(claims['name']);
  return {
    subject: `${claims.iss} ${claims.sub}`,
    // Room for the number that tells it from another of that name.
    username: named?.data.slice(0, 90) ?? 'user',
    displayName: name
      .replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ')
      .trim()
      .slice(0, 100),
    role: roleOf(claims, rule),
  };
}
