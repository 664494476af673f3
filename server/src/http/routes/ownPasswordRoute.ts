// Members of staff change their own password.
import { passwordChange } from '@distansmote/shared/accountsApi.ts';
import type { FastifyInstance } from 'fastify';
import type { AccountStore } from '../../accounts/accountStore.ts';
import { type PasswordWeakness, weaknessOf } from '../../accounts/passwords.ts';
import { accountActor } from '../../audit/actors.ts';
import type { AuditLog } from '../../audit/auditLog.ts';
import type { FailedSignIns } from '../../audit/failedSignIns.ts';
import type { Limiter } from '../../limits/limiter.ts';
import type { ApiAccess } from '../api/access.ts';
import { addRoute } from '../api/addRoute.ts';
import { noContent } from '../api/reply.ts';
import { Problem } from '../problem.ts';
import type { CheckPassword } from '../signIn/passwordCheck.ts';
import type { Sessions } from '../signIn/sessions.ts';

export interface OwnPasswordRouteDeps {
  access: ApiAccess;
  accounts: AccountStore;
  checkPassword: CheckPassword;
  sessions: Sessions;
  audit: AuditLog;
  failedSignIns: FailedSignIns;
  limiter: Limiter;
}

const weaknessDetails: Record<PasswordWeakness, string> = {
  passwordTooShort: 'newPassword: at least 12 characters.',
  passwordIsUsername: 'newPassword: not the user name.',
  passwordTooCommon: 'newPassword: one of the first that are guessed.',
};

export function ownPasswordRoute(server: FastifyInstance, deps: OwnPasswordRouteDeps): void {
  const { access, accounts, checkPassword, sessions, audit, failedSignIns, limiter } = deps;

  addRoute(server, {
    method: 'PUT',
    path: '/api/accounts/own/password',
    tag: 'Accounts',
    summary: 'Changes your own password, and ends your other sessions.',
    access: access.session,
    body: passwordChange,
    reply: noContent,
    refusals: {
      passwordTooShort: 400,
      passwordIsUsername: 400,
      passwordTooCommon: 400,
      passwordWrong: 403,
      setByProvider: 409,
      tooFast: 429,
    },
    async handler({ account, token, body: { oldPassword, newPassword }, request, reply }) {
      const { username } = account;
      if (!account.hasPassword) {
        throw new Problem(409, 'setByProvider', 'The identity provider has the password.');
      }
      const checked = await checkPassword(request, username, oldPassword);
      if (checked === undefined) {
        failedSignIns.add(username);
        throw new Problem(403, 'passwordWrong', 'oldPassword: that is not it.');
      }
      const weakness = weaknessOf(newPassword, username);
      if (weakness !== undefined) throw new Problem(400, weakness, weaknessDetails[weakness]);
      limiter.consume('signIns', { account: username });
      await accounts.changePassword(checked, newPassword, token);
      await sessions.rememberDevice(request, reply, account);
      const actor = accountActor(account);
      await audit.record({ action: 'passwordReset', actor, subject: username });
    },
  });
}
