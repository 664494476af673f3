// Accounts over HTTP: administrators make, close and reopen them; everybody changes their own password.
import {
  type AccountDescription,
  type AccountWithPassword,
  newAccount,
  passwordChange,
  roleChange,
} from '@distansmote/shared/accountsApi.ts';
import type { AuditDeed } from '@distansmote/shared/auditApi.ts';
import { byAccount } from '../audit/actors.ts';
import type { AuditLog } from '../audit/auditLog.ts';
import type { FailedSignIns } from '../audit/failedSignIns.ts';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { AccountAdministration } from '../accounts/accountAdministration.ts';
import type { AccountStore } from '../accounts/accountStore.ts';
import { drawPassword, type PasswordWeakness, weaknessOf } from '../accounts/passwords.ts';
import type { Limiter } from '../limits/limiter.ts';
import { parseBody } from './parseBody.ts';
import { Problem } from './problem.ts';
import type { SignIn } from './sessionRoutes.ts';

export interface AccountRoutesParts {
  accounts: AccountStore;
  administration: AccountAdministration;
  signIn: SignIn;
  audit: AuditLog;
  failedSignIns: FailedSignIns;
  limiter: Limiter;
}

type ById = { Params: { id: string } };

const weaknessDetails: Record<PasswordWeakness, string> = {
  passwordTooShort: 'newPassword: at least 12 characters.',
  passwordIsUsername: 'newPassword: not the user name.',
  passwordTooCommon: 'newPassword: one of the first that are guessed.',
};

export function accountRoutes(server: FastifyInstance, parts: AccountRoutesParts): void {
  const { accounts, administration, signIn, audit, failedSignIns, limiter } = parts;

  /** Does what an administrator asks, notes it, and answers with the account as it is then. */
  function changed(
    deed: AuditDeed,
    work: (id: string, request: FastifyRequest<ById>) => Promise<void>,
  ) {
    return async (request: FastifyRequest<ById>): Promise<AccountDescription> => {
      const by = byAccount(await signIn.administratorOf(request));
      const { id } = request.params;
      await work(id, request);
      const account = await administration.find(id);
      const role = deed === 'roleChanged' ? { role: account.role } : {};
      await audit.note({ deed, by, about: account.username, ...role });
      return account;
    };
  }

  server.get('/api/accounts', async (request): Promise<AccountDescription[]> => {
    await signIn.administratorOf(request);
    return administration.list();
  });

  server.post('/api/accounts', async (request, reply): Promise<AccountWithPassword> => {
    const by = byAccount(await signIn.administratorOf(request));
    const { username, displayName, role } = parseBody(newAccount, request.body);
    const password = drawPassword();
    const { id, username: about } = await accounts.create(username, password, role, displayName);
    await audit.note({ deed: 'accountCreated', by, about, role });
    void reply.code(201).header('Location', `/api/accounts/${id}`);
    return { account: await administration.find(id), password };
  });

  server.get<ById>('/api/accounts/:id', async (request) => {
    await signIn.administratorOf(request);
    return administration.find(request.params.id);
  });
  server.post<ById>('/api/accounts/:id/close', changed('accountClosed', administration.close));
  server.post<ById>('/api/accounts/:id/reopen', changed('accountReopened', administration.reopen));
  server.put<ById>(
    '/api/accounts/:id/role',
    changed('roleChanged', (id, request) =>
      administration.setRole(id, parseBody(roleChange, request.body).role),
    ),
  );

  server.post<ById>('/api/accounts/:id/password', async (request): Promise<AccountWithPassword> => {
    const by = byAccount(await signIn.administratorOf(request));
    const { id } = request.params;
    const password = await administration.resetPassword(id);
    const account = await administration.find(id);
    await audit.note({ deed: 'passwordReset', by, about: account.username });
    return { account, password };
  });

  server.put('/api/accounts/own/password', async (request, reply) => {
    const { account, token } = await signIn.sessionOf(request);
    const { oldPassword, newPassword } = parseBody(passwordChange, request.body);
    if (!account.hasPassword) {
      throw new Problem(409, 'setByProvider', 'The identity provider has the password.');
    }
    const checked = await signIn.check(request, account.username, oldPassword);
    if (checked === undefined) {
      failedSignIns.add(account.username);
      throw new Problem(403, 'passwordWrong', 'oldPassword: that is not it.');
    }
    const weakness = weaknessOf(newPassword, account.username);
    if (weakness !== undefined) throw new Problem(400, weakness, weaknessDetails[weakness]);
    limiter.consume('signIns', { account: account.username });
    await accounts.changePassword(checked, newPassword, token);
    await signIn.remember(request, reply, account);
    await audit.note({
      deed: 'passwordReset',
      by: byAccount(account),
      about: account.username,
    });
    return reply.code(204).send();
  });
}
