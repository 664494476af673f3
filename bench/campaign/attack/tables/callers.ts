// Every kind of client of the HTTP API, each with its credentials.
import { randomUUID } from 'node:crypto';
import type { AccountWithPassword, ApiTokenWithSecret } from '@distansmote/shared/accountsApi.ts';
import type { SpaceDescription } from '@distansmote/shared/httpApi.ts';
import { Api } from '@distansmote/testkit/server/api.ts';
import { secretOf, type Target } from '../target.ts';

/** In the order of the table's columns. */
export const callers = [
  'nobody',
  'guest',
  'staff',
  'convener',
  'owner',
  'administrator',
  'token',
  'readToken',
  'revokedToken',
  'closedAccount',
  'foreignPage',
] as const;
export type Caller = (typeof callers)[number];

export interface Cast {
  /** With its credentials, from its own address. */
  as: Record<Caller, Api>;
  /** Another of the owner's spaces, with the convener among its conveners. */
  makeSpace(): Promise<SpaceDescription>;
  makeAccount(): Promise<string>;
  makeToken(): Promise<string>;
  /** As a guest with the space's link. */
  guestOf(space: SpaceDescription): Api;
}

export async function castCallers(target: Target): Promise<Cast> {
  const admin = await target.session();
  const addressed = (headers: Record<string, string>) =>
    new Api(target, { 'x-forwarded-for': newAddress(), ...headers });
  const makeAccount = async (role: 'staff' | 'administrator' = 'staff') => {
    const username = randomUUID();
    const made = await admin.ask<AccountWithPassword>('POST', '/api/accounts', { username, role });
    if (made.status !== 201) throw new Error(`no account was made: ${made.status}`);
    return made.body;
  };
  const signedIn = async ({ account: { id, username }, password }: AccountWithPassword) => {
    const { headers } = await addressed({}).ask('POST', '/api/session', { username, password });
    const cookie = headers.getSetCookie().map((line) => line.split(';')[0]);
    return { id, username, cookie: cookie.join('; ') };
  };
  const owner = await signedIn(await makeAccount());
  const convener = await signedIn(await makeAccount());
  const staff = await signedIn(await makeAccount());
  const closed = await signedIn(await makeAccount());
  const administrator = await signedIn(await makeAccount('administrator'));
  await admin.ask('POST', `/api/accounts/${closed.id}/close`);
  const makeToken = async (scope: 'read' | 'manage' = 'manage') => {
    const token = { name: 'System', scope };
    return (await admin.ask<ApiTokenWithSecret>('POST', '/api/api-tokens', token)).body;
  };
  const reading = await makeToken('read');
  const revoked = await makeToken();
  await admin.ask('DELETE', `/api/api-tokens/${revoked.id}`);
  const asOwner = addressed({ cookie: owner.cookie });
  return {
    as: {
      nobody: addressed({}),
      guest: addressed({}),
      staff: addressed({ cookie: staff.cookie }),
      convener: addressed({ cookie: convener.cookie }),
      owner: asOwner,
      administrator: addressed({ cookie: administrator.cookie }),
      token: target.api,
      readToken: addressed({ authorization: `Bearer ${reading.token}` }),
      revokedToken: addressed({ authorization: `Bearer ${revoked.token}` }),
      closedAccount: addressed({ cookie: closed.cookie }),
      foreignPage: addressed({ cookie: owner.cookie, origin: 'https://evil.example' }),
    },
    async makeSpace() {
      const made = await asOwner.ask<SpaceDescription>('POST', '/api/spaces', { name: 'Möte' });
      if (made.status !== 201) throw new Error(`no space was made: ${made.status}`);
      const { username } = convener;
      await asOwner.ask('POST', `/api/spaces/${made.body.id}/conveners`, { username });
      return made.body;
    },
    makeAccount: async () => (await makeAccount()).account.id,
    makeToken: async () => (await makeToken()).id,
    guestOf(space) {
      const secret = secretOf(space);
      return addressed({ entrant: `personKey=${'A'.repeat(22)}&secret=${secret}` });
    },
  };
}

let addresses = 0;
function newAddress(): string {
  addresses += 1;
  return `10.30.${Math.floor(addresses / 250) % 250}.${(addresses % 250) + 1}`;
}
