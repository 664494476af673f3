// Signing in and out by username and password.
import {
  credentials,
  type SessionDescription,
  sessionDescription,
} from '@distansmote/shared/httpApi.ts';
import type { FastifyInstance } from 'fastify';
import type { Account, AccountStore } from '../../accounts/accountStore.ts';
import type { FailedSignIns } from '../../audit/failedSignIns.ts';
import { anybody, type ApiAccess } from '../api/access.ts';
import { addRoute } from '../api/addRoute.ts';
import { json, noContent } from '../api/reply.ts';
import { signInFailed } from '../problem.ts';
import type { CheckPassword } from '../signIn/passwordCheck.ts';
import type { Sessions } from '../signIn/sessions.ts';

export interface SessionRoutesDeps {
  access: ApiAccess;
  accounts: AccountStore;
  checkPassword: CheckPassword;
  sessions: Sessions;
  failedSignIns: FailedSignIns;
}

export function sessionRoutes(server: FastifyInstance, deps: SessionRoutesDeps): void {
  const { access, accounts, checkPassword, sessions, failedSignIns } = deps;

  addRoute(server, {
    method: 'POST',
    path: '/api/session',
    tag: 'Signing in',
    summary: 'Signs in with username and password. The reply sets the session cookie.',
    access: anybody,
    body: credentials,
    reply: json(sessionDescription),
    refusals: { signInFailed: 401, tooFast: 429 },
    async handler({ body: { username, password }, request, reply }) {
      const account = await checkPassword(request, username, password);
      if (account === undefined) {
        failedSignIns.add(await accounts.findUsername(username));
        throw signInFailed();
      }
      await sessions.open(request, reply, account);
      return describe(account);
    },
  });

  addRoute(server, {
    method: 'GET',
    path: '/api/session',
    tag: 'Signing in',
    summary: 'Tells who is signed in.',
    access: access.session,
    reply: json(sessionDescription),
    handler: ({ account }) => describe(account),
  });

  addRoute(server, {
    method: 'DELETE',
    path: '/api/session',
    tag: 'Signing in',
    summary: 'Signs out.',
    access: anybody,
    reply: noContent,
    handler: ({ request, reply }) => sessions.close(request, reply),
  });
}

const describe = ({ username, displayName, role, hasPassword }: Account): SessionDescription => ({
  username,
  displayName,
  role,
  hasPassword,
});
