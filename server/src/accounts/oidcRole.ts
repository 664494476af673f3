// Maps the identity provider's claims to role, user name and display name.
import { type Role, username } from '@distansmote/shared/accountsApi.ts';
import { z } from 'zod';
import type { OidcPerson } from './oidcAccounts.ts';

export interface RoleRule {
  /** The name of a claim, or a path into one: `realm_access.roles`. */
  claim: string;
  /** Undefined: nobody becomes administrator. */
  adminValue: string | undefined;
  /** Undefined: everybody becomes staff. */
  staffValue: string | undefined;
}

type Claims = Readonly<Record<string, unknown>>;

const record = z.record(z.string(), z.unknown());
const oneOrMore = z.union([z.string().transform((one) => [one]), z.array(z.string())]).catch([]);

function find(claims: Claims, name: string): unknown {
  // A claim's name may contain dots, for example a URL.
  if (Object.hasOwn(claims, name)) return claims[name];
  let value: unknown = claims;
  for (const key of name.split('.')) {
    const inner = record.safeParse(value);
    if (!inner.success || !Object.hasOwn(inner.data, key)) return undefined;
    value = inner.data[key];
  }
  return value;
}

/** Undefined for somebody with neither role. */
export function roleOf(
  claims: Claims,
  { claim, adminValue, staffValue }: RoleRule,
): Role | undefined {
  const values = oneOrMore.parse(find(claims, claim));
  if (adminValue !== undefined && values.includes(adminValue)) return 'administrator';
  return staffValue === undefined || values.includes(staffValue) ? 'staff' : undefined;
}

/** A person is identified by issuer and subject, which are never reassigned; names may change. */
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
    // Leaves room for a number that makes it unique.
    username: named?.data.slice(0, 90) ?? 'user',
    displayName: name
      .replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ')
      .trim()
      .slice(0, 100),
    role: roleOf(claims, rule),
  };
}
