// Sessions of the browser: opened and closed, with their cookies and their entries in the audit log.
import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  type Account,
  type AccountStore,
  type CheckedAccount,
  SESSION_MS,
} from '../../accounts/accountStore.ts';
import { DEVICE_MS, type DeviceCookies } from '../../accounts/deviceCookies.ts';
import { accountActor } from '../../audit/actors.ts';
import type { AuditLog } from '../../audit/auditLog.ts';
import type { Limiter } from '../../limits/limiter.ts';
import { clearSignInCookie, type ReadCookie, setSignInCookie } from './signInCookies.ts';

export interface Sessions {
  /**
   * Opens a session in place of the one that the request has, and sets its cookie.
   * @param device the device cookie, where the request comes from another site and so lacks it.
   * @throws AccountRefused `changedMeanwhile`; LimitExceeded
   */
  open(
    request: FastifyRequest,
    reply: FastifyReply,
    account: Account | CheckedAccount,
    device?: string,
  ): Promise<void>;
  /** From now on the browser is a known device of the account: after a sign-in, or a new password. */
  rememberDevice(
    request: FastifyRequest,
    reply: FastifyReply,
    account: Account,
    device?: string,
  ): Promise<void>;
  /** Closes the session that the request has, if any. */
  close(request: FastifyRequest, reply: FastifyReply): Promise<void>;
}

export interface SessionsDeps {
  accounts: AccountStore;
  devices: DeviceCookies;
  readCookie: ReadCookie;
  audit: AuditLog;
  limiter: Limiter;
}

export function createSessions(deps: SessionsDeps): Sessions {
  const { accounts, devices, readCookie, audit, limiter } = deps;

  const sessions: Sessions = {
    async open(request, reply, account, device) {
      limiter.consume('signIns', { account: account.username });
      // Against session fixation: a session that was planted ends here.
      const former = readCookie(request.raw, 'session');
      if (former !== undefined) await accounts.closeSession(former);
      const token = await accounts.openSession(account);
      setSignInCookie(request, reply, 'session', token, SESSION_MS);
      await sessions.rememberDevice(request, reply, account, device);
      await audit.record({ action: 'signedIn', actor: accountActor(account) });
    },

    async rememberDevice(request, reply, account, device = readCookie(request.raw, 'device')) {
      const cookie = await devices.remember(device, account);
      if (cookie !== undefined) setSignInCookie(request, reply, 'device', cookie, DEVICE_MS);
    },

    async close(request, reply) {
      const token = readCookie(request.raw, 'session');
      clearSignInCookie(request, reply, 'session');
      if (token === undefined) return;
      const account = await accounts.findBySession(token);
      await accounts.closeSession(token);
      if (account !== undefined)
        await audit.record({ action: 'signedOut', actor: accountActor(account) });
    },
  };
  return sessions;
}
