// A signed-in member of staff: the account, its session cookie, and a page whose socket carries that cookie.
import { randomUUID } from 'node:crypto';
import type { Account } from '../../server/src/accounts/accountStore.ts';
import type { TestServer } from '../server/testServer.ts';
import { Page } from './page.ts';

export interface Staff {
  account: Account;
  page: Page;
}

/** A new account. */
export async function signInStaff(server: TestServer, role: Account['role'] = 'staff') {
  const account = await server.accounts.create(randomUUID(), 'a long password', role);
  return { account, cookie: `session=${await server.accounts.openSession(account)}` };
}

export async function openStaff(
  server: TestServer,
  role: Account['role'] = 'staff',
): Promise<Staff> {
  const { account, cookie } = await signInStaff(server, role);
  return { account, page: await Page.open(server, { extraHeaders: { cookie } }) };
}
