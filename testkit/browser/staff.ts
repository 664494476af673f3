// A member of staff who is signed in: the account, and a page whose socket carries its session.
import { randomUUID } from 'node:crypto';
import type { Account } from '../../server/src/accounts/accountStore.ts';
import { Page } from './page.ts';
import type { TestServer } from '../server/testServer.ts';

export interface Staff {
  account: Account;
  page: Page;
}

export async function openStaff(
  server: TestServer,
  role: Account['role'] = 'staff',
): Promise<Staff> {
  const account = await server.accounts.create(randomUUID(), 'a long password', role);
  const token = await server.accounts.openSession(account);
  const page = await Page.open(server, { extraHeaders: { cookie: `session=${token}` } });
  return { account, page };
}
