// Accounts: administrators create, close and reopen them, and set their roles and passwords.
import {
  accountDescription,
  accountPage,
  accountSearch,
  accountWithPassword,
  nameChange,
  newAccount,
  roleChange,
} from '@distansmote/shared/accountsApi.ts';
import type { AuditAction } from '@distansmote/shared/auditApi.ts';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { AccountAdministration } from '../../accounts/accountAdministration.ts';
import type { Account, AccountStore } from '../../accounts/accountStore.ts';
import { generatePassword } from '../../accounts/passwords.ts';
import { accountActor } from '../../audit/actors.ts';
import type { AuditLog } from '../../audit/auditLog.ts';
import type { ApiAccess } from '../api/access.ts';
import { addRoute } from '../api/addRoute.ts';
import { json } from '../api/reply.ts';

export interface AccountRoutesDeps {
  access: ApiAccess;
  accounts: AccountStore;
  administration: AccountAdministration;
  audit: AuditLog;
}

const tag = 'Accounts';
const DEFAULT_LIMIT = 25;

export function accountRoutes(server: FastifyInstance, deps: AccountRoutesDeps): void {
  const { accounts, administration, audit } = deps;
  const access = deps.access.administrator;

  /** Writes to the audit log what an administrator did to an account. @returns the account as it is now. */
  async function audited(action: AuditAction, administrator: Account, id: string) {
    const account = await administration.find(id);
    const role = action === 'roleChanged' ? { role: account.role } : {};
    const detail = action === 'accountRenamed' ? { detail: account.displayName } : {};
    const actor = accountActor(administrator);
    await audit.record({ action, actor, subject: account.username, ...role, ...detail });
    return account;
  }

  addRoute(server, {
    method: 'GET',
    path: '/api/accounts',
    tag,
    summary: 'Lists all accounts by username.',
    access,
    reply: json(z.array(accountDescription)),
    handler: () => administration.list(),
  });

  addRoute(server, {
    method: 'POST',
    path: '/api/accounts/search',
    tag,
    summary:
      'Finds accounts by part of a username or a name, sorted by name, a page at a time (25 unless `limit` says otherwise).',
    access,
    body: accountSearch,
    reply: json(accountPage),
    handler: ({ body: { text = '', show = 'all', offset = 0, limit = DEFAULT_LIMIT } }) =>
      administration.search({ text, show, offset, limit }),
  });

  addRoute(server, {
    method: 'POST',
    path: '/api/accounts',
    tag,
    summary: 'Creates an account. Only this reply contains its first password.',
    access,
    body: newAccount,
    reply: json(accountWithPassword, 201),
    refusals: { usernameTaken: 409 },
    async handler({ administrator, body: { username, displayName, role }, reply }) {
      const password = generatePassword();
      const created = await accounts.create(username, password, role, displayName);
      const actor = accountActor(administrator);
      await audit.record({ action: 'accountCreated', actor, subject: created.username, role });
      reply.header('Location', `/api/accounts/${created.id}`);
      return { account: await administration.find(created.id), password };
    },
  });

  addRoute(server, {
    method: 'GET',
    path: '/api/accounts/:id',
    tag,
    summary: 'Reads an account.',
    access,
    reply: json(accountDescription),
    refusals: { accountUnknown: 404 },
    handler: ({ params }) => administration.find(params.id),
  });

  addRoute(server, {
    method: 'POST',
    path: '/api/accounts/:id/close',
    tag,
    summary: 'Closes an account: its sessions end, and it can no longer sign in.',
    access,
    reply: json(accountDescription),
    refusals: { accountUnknown: 404, lastAdministrator: 409 },
    async handler({ administrator, params: { id } }) {
      await administration.close(id);
      return audited('accountClosed', administrator, id);
    },
  });

  addRoute(server, {
    method: 'POST',
    path: '/api/accounts/:id/reopen',
    tag,
    summary: 'Reopens a closed account: it can sign in again.',
    access,
    reply: json(accountDescription),
    refusals: { accountUnknown: 404 },
    async handler({ administrator, params: { id } }) {
      await administration.reopen(id);
      return audited('accountReopened', administrator, id);
    },
  });

  addRoute(server, {
    method: 'PUT',
    path: '/api/accounts/:id/name',
    tag,
    summary: 'Changes the name that others see of an account; its username stays.',
    access,
    body: nameChange,
    reply: json(accountDescription),
    refusals: { accountUnknown: 404, setByProvider: 409 },
    async handler({ administrator, params: { id }, body: { displayName } }) {
      await administration.rename(id, displayName);
      return audited('accountRenamed', administrator, id);
    },
  });

  addRoute(server, {
    method: 'PUT',
    path: '/api/accounts/:id/role',
    tag,
    summary: 'Changes the role of an account.',
    access,
    body: roleChange,
    reply: json(accountDescription),
    refusals: { accountUnknown: 404, lastAdministrator: 409, setByProvider: 409 },
    async handler({ administrator, params: { id }, body: { role } }) {
      await administration.setRole(id, role);
      return audited('roleChanged', administrator, id);
    },
  });

  addRoute(server, {
    method: 'POST',
    path: '/api/accounts/:id/password',
    tag,
    summary:
      'Sets a new random password, which only this reply contains, and ends the account’s sessions.',
    access,
    reply: json(accountWithPassword),
    refusals: { accountUnknown: 404, setByProvider: 409 },
    async handler({ administrator, params: { id } }) {
      const password = await administration.resetPassword(id);
      return { account: await audited('passwordReset', administrator, id), password };
    },
  });
}
