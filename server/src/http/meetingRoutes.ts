// The look-up of a call ID, before a name is asked for.
import { ENTRANT_HEADER } from '@distansmote/shared/entrantHeader.ts';
import { type MeetingLookUp, newConfirmation } from '@distansmote/shared/httpApi.ts';
import type { RtpCapabilities } from '@distansmote/shared/signalling/rtp.ts';
import { entrant } from '@distansmote/shared/signalling/requests.ts';
import { guestSecret } from '@distansmote/shared/signalling/shapes.ts';
import type { CallId } from '@distansmote/shared/ids.ts';
import { parseCallId } from '@distansmote/shared/callId.ts';
import type { IncomingMessage } from 'node:http';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Account } from '../accounts/accountStore.ts';
import type { Limiter } from '../limits/limiter.ts';
import { isConvener, opensAt } from '../meetings/admission.ts';
import { BROWSER_TOKEN_MS, type BrowserTokens } from '../meetings/browserTokens.ts';
import { entrantOf, type Shown } from '../meetings/entrant.ts';
import type { Confirmations } from '../spaces/confirmations.ts';
import type { Space } from '../spaces/spaceStore.ts';
import { limitKey, siteOf } from '../platform/clientAddress.ts';
import type { CallIdLookup } from '../guessing/callIdLookup.ts';
import { browserClient } from '../guessing/lookupClient.ts';
import { parseBody } from './parseBody.ts';
import { Problem } from './problem.ts';

const BROWSER_COOKIE = 'browser';

export interface MeetingRoutesParts {
  confirmations: Confirmations;
  rtpCapabilities: RtpCapabilities;
  phoneNumber: string | undefined;
  /** Shared with the signalling, so that guessing is as hopeless by either way. */
  callIdLookup: CallIdLookup;
  browserTokens: BrowserTokens;
  limiter: Limiter;
  /** Who is signed in, by the cookie of a request. */
  accountOf: (request: IncomingMessage) => Promise<Account | undefined>;
}

export function meetingRoutes(server: FastifyInstance, parts: MeetingRoutesParts): void {
  /** By the call ID in the path; wrong ones are counted. @throws Problem 404 where it is tried and no space has it. */
  async function find(request: FastifyRequest<{ Params: { callId: string } }>) {
    const callId = parseCallId(request.params.callId);
    if (callId === undefined) {
      throw new Problem(400, 'invalid', 'callId: nine digits, the first not 0.');
    }
    const account = await parts.accountOf(request.raw);
    const visitor = { address: limitKey(request.ip), account };
    const shown = shownBy(request.headers[ENTRANT_HEADER]);
    const found = await parts.callIdLookup.find(callId, browserClient(visitor, callId, shown));
    if (found === undefined) {
      throw new Problem(404, 'callIdUnknown', 'No meeting has that call ID.');
    }
    const isNamed = found !== 'unchecked' && tellsName(callId, found, account, shown);
    return { callId, found, isNamed };
  }

  /** By the cookie of that number alone, which is set where there is none (decision 0031), also for one not tried. */
  function browserTokenOf(request: FastifyRequest, reply: FastifyReply, callId: CallId): string {
    const known = request.cookies[BROWSER_COOKIE];
    if (known !== undefined && parts.browserTokens.idOf(callId, known) !== undefined) return known;
    const token = parts.browserTokens.issue(callId);
    void reply.setCookie(BROWSER_COOKIE, token, {
      path: `/api/meetings/${callId}`,
      maxAge: BROWSER_TOKEN_MS / 1000,
      httpOnly: true,
      sameSite: 'strict',
      secure: request.protocol === 'https',
    });
    return token;
  }

  server.get<{ Params: { callId: string } }>('/api/meetings/:callId', async (request, reply) => {
    const { callId, found, isNamed } = await find(request);
    const { phoneNumber = null, rtpCapabilities } = parts;
    const of = (space: Space): Omit<MeetingLookUp, 'browserToken' | 'rtpCapabilities'> => ({
      callId,
      isNumberChecked: true,
      name: isNamed ? space.name : null,
      phoneNumber: space.admitsPhones ? phoneNumber : null,
      opensAt: opensAt(space, Date.now())?.toISOString() ?? null,
    });
    const unchecked = { callId, isNumberChecked: false, name: null, phoneNumber, opensAt: null };
    const answer: MeetingLookUp = {
      ...(found === 'unchecked' ? unchecked : of(found)),
      browserToken: browserTokenOf(request, reply, callId),
      rtpCapabilities,
    };
    return answer;
  });

  server.post<{ Params: { callId: string } }>(
    '/api/meetings/:callId/confirmations',
    async (request, reply) => {
      const { found: space } = await find(request);
      if (space === 'unchecked') {
        throw new Problem(429, 'tooFast', 'Too many wrong call IDs. Wait some minutes.', 600);
      }
      const { name } = parseBody(newConfirmation, request.body);
      parts.limiter.consume('confirmations', { address: siteOf(limitKey(request.ip)) });
      if (!(await parts.confirmations.add(space.id, name))) {
        throw new Problem(409, 'tooMany', 'Too many have confirmed already.');
      }
      return reply.code(204).send();
    },
  );

  // The guest link of the invitation, and the form that it had in 2017. The secret goes on behind a #,
  // which browsers keep to themselves: it stands in no log on the way.
  for (const path of ['/invited', '/invited.sf']) {
    server.get<{ Querystring: { id?: unknown; secret?: unknown } }>(
      path,
      async (request, reply) => {
        const { id, secret } = request.query;
        const callId = typeof id === 'string' ? parseCallId(id) : undefined;
        const parsed = guestSecret.safeParse(secret);
        const fragment = parsed.success ? `#${parsed.data}` : '';
        return reply.redirect(
          callId === undefined ? '/call-id' : `/meeting/${callId}${fragment}`,
          303,
        );
      },
    );
  }
}

/** Of a space with a lobby only to whoever shows more than its number. */
function tellsName(
  callId: CallId,
  space: Space,
  account: Account | undefined,
  shown: Shown | undefined,
): boolean {
  if (space.lobby === 'none' || isConvener(account, space)) return true;
  if (shown === undefined) return false;
  const { hasSecret, hasPass } = entrantOf(callId, space, shown);
  return hasSecret || hasPass;
}

/** Whoever shows nothing, or what cannot be read, looks up by the number alone. */
function shownBy(header: string | string[] | undefined): Shown | undefined {
  return entrant.safeParse(Object.fromEntries(new URLSearchParams(String(header)))).data;
}
