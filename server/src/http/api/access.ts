// Who may call an operation of the API, and what its handler then gets.
import type { TokenScope } from '@distansmote/shared/accountsApi.ts';
import type { SpaceId } from '@distansmote/shared/ids.ts';
import type { FastifyRequest } from 'fastify';
import type { Account } from '../../accounts/accountStore.ts';
import { isConvener } from '../../meetings/admission.ts';
import type { Space, SpaceStore } from '../../spaces/spaceStore.ts';
import { Problem } from '../problem.ts';
import type { Authentication, Session } from '../signIn/authentication.ts';
import type { Caller } from '../signIn/caller.ts';
import type { Operation, Refusals } from './operation.ts';

/**
 * @template Granted what the handler gets.
 * @template Params the path parameters that it needs.
 */
export interface Access<Granted extends object, Params = unknown> extends Pick<
  Operation,
  'audience' | 'scope' | 'headers'
> {
  /** Thrown by `grant`. */
  refusals: Refusals;
  /** Runs before the query and the body are validated. @throws Problem */
  grant: (request: FastifyRequest, params: Params) => Granted | Promise<Granted>;
}

export const anybody: Access<object> = {
  audience: 'anybody',
  refusals: {},
  grant: () => ({}),
};

export interface ApiAccess {
  /** Anyone who is signed in; bearer tokens are not accepted. */
  session: Access<Session>;
  /** The same, for what a page asks by itself: it does not keep the session from ending unused. */
  openPage: Access<Session>;
  /** Bearer tokens are not accepted. */
  administrator: Access<{ administrator: Account }>;
  /** The same, for what a page asks by itself. */
  openAdministratorPage: Access<{ administrator: Account }>;
  /** Anyone who is signed in, and API tokens of the scope. */
  staffOrToken(scope: TokenScope): Access<{ caller: Caller }>;
  /** Anyone who is signed in and may manage the space `:id`, otherwise 404; bearer tokens are not accepted. */
  ownSpace: Access<{ account: Account; space: Space }, { id: string }>;
  /** The same with API tokens of the scope; otherwise 404, as if it did not exist. */
  space(scope: TokenScope): Access<{ caller: Caller; space: Space }, { id: string }>;
}

export const mayManage = (caller: Caller, space: Space): boolean =>
  caller.type === 'apiToken' || isConvener(caller.account, space);

export const spaceUnknown = () => new Problem(404, 'spaceUnknown', 'There is no such space.');

export function createApiAccess(
  authentication: Authentication,
  spaces: Pick<SpaceStore, 'find'>,
): ApiAccess {
  const staffOrToken: ApiAccess['staffOrToken'] = (scope) => ({
    audience: 'staffOrToken',
    scope,
    refusals: { notSignedIn: 401, tooFast: 429, scopeMissing: 403 },
    grant: async (request) => ({ caller: await authentication.callerOf(request, scope) }),
  });

  const administrator = (isUse: boolean): ApiAccess['administrator'] => ({
    audience: 'administrator',
    refusals: { notSignedIn: 401, notAdministrator: 403 },
    async grant(request) {
      const { account } = await authentication.sessionOf(request, isUse);
      if (account.role === 'administrator') return { administrator: account };
      throw new Problem(403, 'notAdministrator', 'Only administrators may do this.');
    },
  });

  return {
    session: {
      audience: 'session',
      refusals: { notSignedIn: 401 },
      grant: (request) => authentication.sessionOf(request),
    },

    openPage: {
      audience: 'session',
      refusals: { notSignedIn: 401 },
      grant: (request) => authentication.sessionOf(request, false),
    },

    administrator: administrator(true),
    openAdministratorPage: administrator(false),

    staffOrToken,

    ownSpace: {
      audience: 'session',
      refusals: { notSignedIn: 401, spaceUnknown: 404 },
      async grant(request, { id }) {
        const { account } = await authentication.sessionOf(request);
        const space = await spaces.find(id as SpaceId);
        if (space === undefined || !isConvener(account, space)) throw spaceUnknown();
        return { account, space };
      },
    },

    space(scope) {
      const access = staffOrToken(scope);
      return {
        ...access,
        refusals: { ...access.refusals, spaceUnknown: 404 },
        async grant(request, { id }) {
          const { caller } = await access.grant(request, {});
          const space = await spaces.find(id as SpaceId);
          if (space === undefined || !mayManage(caller, space)) throw spaceUnknown();
          return { caller, space };
        },
      };
    },
  };
}
