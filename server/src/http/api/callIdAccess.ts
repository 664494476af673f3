// Access by a call ID, for guests: wrong ones are counted (decision 0020).
import { parseCallId } from '@distansmote/shared/callId.ts';
import { JOIN_CREDENTIALS_HEADER } from '@distansmote/shared/joinCredentialsHeader.ts';
import type { CallId } from '@distansmote/shared/ids.ts';
import { joinCredentials } from '@distansmote/shared/signalling/requests/entryRequests.ts';
import type { FastifyRequest } from 'fastify';
import type { Account } from '../../accounts/accountStore.ts';
import { limitKey } from '../../platform/clientAddress.ts';
import type { CallIdLookup } from '../../guessing/callIdLookup.ts';
import { browserClient } from '../../guessing/lookupClient.ts';
import { isConvener } from '../../meetings/admission.ts';
import { judgeCredentials, type JoinCredentials } from '../../meetings/joinCredentials.ts';
import type { Space } from '../../spaces/spaceStore.ts';
import { Problem } from '../problem.ts';
import type { Authentication } from '../signIn/authentication.ts';
import type { Access } from './access.ts';

type Params = { callId: string };

export interface CallIdAccess {
  /** Finds `unchecked` after too many wrong call IDs: then the reply does not reveal whether a space has the number. */
  lookUp: Access<
    {
      callId: CallId;
      found: Space | 'unchecked';
      mayReadName: boolean;
      account: Account | undefined;
    },
    Params
  >;
  /** Refuses after too many wrong call IDs. */
  space: Access<{ space: Space }, Params>;
  /** Like `space`, and tells what of its invitation this person may pass on. */
  invitation: Access<{ space: Space; mayReadName: boolean; mayPassOnLink: boolean }, Params>;
}

export interface CallIdAccessDeps extends Pick<Authentication, 'accountOf'> {
  /** Shared with the signalling, so that both ways together have one budget of guesses. */
  callIdLookup: CallIdLookup;
}

export function createCallIdAccess({ callIdLookup, accountOf }: CallIdAccessDeps): CallIdAccess {
  async function find(request: FastifyRequest, params: Params) {
    const callId = parseCallId(params.callId);
    if (callId === undefined) {
      throw new Problem(400, 'invalid', 'callId: nine digits, the first not 0.');
    }
    const account = await accountOf(request.raw);
    const visitor = { address: limitKey(request.ip), account };
    const shown = shownBy(request.headers[JOIN_CREDENTIALS_HEADER]);
    const found = await callIdLookup.find(callId, browserClient(visitor, callId, shown));
    if (found === undefined) {
      throw new Problem(404, 'callIdUnknown', 'No meeting has that call ID.');
    }
    const mayReadName = found !== 'unchecked' && tellsName(callId, found, account, shown);
    // Only who has the link already: it is a way past the lobby.
    const mayPassOnLink =
      found !== 'unchecked' &&
      (isConvener(account, found) ||
        (shown !== undefined && judgeCredentials(callId, found, shown).hasSecret));
    return { callId, found, mayReadName, mayPassOnLink, account };
  }

  async function findSpace(request: FastifyRequest, params: Params) {
    const { found, ...rest } = await find(request, params);
    if (found !== 'unchecked') return { ...rest, space: found };
    throw new Problem(429, 'tooFast', 'Too many wrong call IDs. Wait some minutes.', 600);
  }

  const lookUp: CallIdAccess['lookUp'] = {
    audience: 'anybody',
    headers: {
      [JOIN_CREDENTIALS_HEADER]:
        'Form-encoded: `personKey`, and the `secret` of the guest link or the `pass` of an earlier join. Guests who ' +
        'send one get through also while bare call IDs are refused after too many wrong ones.',
    },
    refusals: { invalid: 400, callIdUnknown: 404 },
    grant: find,
  };

  const ofSpace = {
    ...lookUp,
    refusals: { ...lookUp.refusals, tooFast: 429 },
    grant: findSpace,
  } as const;
  return { lookUp, space: ofSpace, invitation: ofSpace };
}

/** The name of a space with a lobby is for whoever shows more than its number. */
function tellsName(
  callId: CallId,
  space: Space,
  account: Account | undefined,
  shown: JoinCredentials | undefined,
): boolean {
  if (space.lobby === 'none' || isConvener(account, space)) return true;
  if (shown === undefined) return false;
  const { hasSecret, hasPass } = judgeCredentials(callId, space, shown);
  return hasSecret || hasPass;
}

/** Undefined where the header is missing or malformed: then the number alone counts. */
function shownBy(header: string | string[] | undefined): JoinCredentials | undefined {
  return joinCredentials.safeParse(Object.fromEntries(new URLSearchParams(String(header)))).data;
}
