// What guests do with a call ID before they join: look up the meeting, and confirm its invitation.
import { type MeetingLookUp, meetingLookUp, newConfirmation } from '@distansmote/shared/httpApi.ts';
import type { CallId } from '@distansmote/shared/ids.ts';
import type { RtpCapabilities } from '@distansmote/shared/signalling/rtp.ts';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Attendance } from '../../attendance/attendance.ts';
import { limitKey, siteOf } from '../../platform/clientAddress.ts';
import type { Limiter } from '../../limits/limiter.ts';
import { isConvener, opensAt } from '../../meetings/admission.ts';
import { BROWSER_TOKEN_MS, type BrowserTokens } from '../../meetings/browserTokens.ts';
import type { Confirmations } from '../../spaces/confirmations.ts';
import { addRoute } from '../api/addRoute.ts';
import type { CallIdAccess } from '../api/callIdAccess.ts';
import { json, noContent } from '../api/reply.ts';
import { Problem } from '../problem.ts';

const BROWSER_COOKIE = 'browser';

export interface MeetingRoutesDeps {
  access: CallIdAccess;
  confirmations: Confirmations;
  rtpCapabilities: RtpCapabilities;
  phoneNumber: string | undefined;
  attendance: Attendance;
  browserTokens: BrowserTokens;
  limiter: Limiter;
  /** Undefined on a server by itself. */
  roomOf?: ((callId: CallId) => string) | undefined;
}

export function meetingRoutes(server: FastifyInstance, deps: MeetingRoutesDeps): void {
  const { access, confirmations, rtpCapabilities, phoneNumber = null, browserTokens } = deps;

  /**
   * The token in the call ID's cookie (decision 0031). Sets the cookie if it is missing, also for a call ID that was not
   * checked.
   */
  function browserTokenOf(request: FastifyRequest, reply: FastifyReply, callId: CallId): string {
    const known = request.cookies[BROWSER_COOKIE];
    if (known !== undefined && browserTokens.idOf(callId, known) !== undefined) return known;
    const token = browserTokens.issue(callId);
    reply.setCookie(BROWSER_COOKIE, token, {
      path: `/api/meetings/${callId}`,
      maxAge: BROWSER_TOKEN_MS / 1000,
      httpOnly: true,
      sameSite: 'strict',
      secure: request.protocol === 'https',
    });
    return token;
  }

  addRoute(server, {
    method: 'GET',
    path: '/api/meetings/:callId',
    tag: 'Meetings',
    summary: 'Looks up a call ID, before the guest types a name.',
    access: access.lookUp,
    reply: json(meetingLookUp),
    handler({ callId, found, mayReadName, account, request, reply }): MeetingLookUp {
      const space = found === 'unchecked' ? undefined : found;
      // Whoever leads it may go in at any time.
      const mayBeEarly = isConvener(account, space);
      const opening = space && !mayBeEarly ? opensAt(space, Date.now()) : undefined;
      return {
        callId,
        isNumberChecked: space !== undefined,
        name: space !== undefined && mayReadName ? space.name : null,
        ownName: account?.displayName || null,
        phoneNumber: space?.admitsPhones === false ? null : phoneNumber,
        hasAttendance: deps.attendance.isOn,
        opensAt: opening?.toISOString() ?? null,
        startsAt: opening === undefined ? null : (space?.startsAt ?? null),
        browserToken: browserTokenOf(request, reply, callId),
        // Not of a number that is not checked: it would tell that a space has it.
        room: (space && deps.roomOf?.(callId)) ?? null,
        rtpCapabilities,
      };
    },
  });

  addRoute(server, {
    method: 'POST',
    path: '/api/meetings/:callId/confirmations',
    tag: 'Meetings',
    summary: 'Confirms that the invitation was received.',
    access: access.space,
    body: newConfirmation,
    reply: noContent,
    refusals: { tooMany: 409, tooFast: 429 },
    async handler({ space, body: { name }, request }) {
      deps.limiter.consume('confirmations', { address: siteOf(limitKey(request.ip)) });
      if (!(await confirmations.add(space.id, name))) {
        throw new Problem(409, 'tooMany', 'Too many have confirmed already.');
      }
    },
  });
}
