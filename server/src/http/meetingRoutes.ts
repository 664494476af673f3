// The look-up of a call ID, before a name is asked for.
import type { MeetingLookUp } from '@distansmote/shared/httpApi.ts';
import type { RtpCapabilities } from '@distansmote/shared/signalling/rtp.ts';
import { guestSecret } from '@distansmote/shared/signalling/shapes.ts';
import { parseCallId } from '@distansmote/shared/callId.ts';
import type { FastifyInstance } from 'fastify';
import { opensAt } from '../meetings/admission.ts';
import type { SpaceStore } from '../spaces/spaceStore.ts';
import { limitKey } from '../clientAddress.ts';
import type { GuessLimit } from '../guessLimit.ts';
import { Problem } from './problem.ts';

export interface MeetingRoutesParts {
  spaces: SpaceStore;
  rtpCapabilities: RtpCapabilities;
  phoneNumber: string | undefined;
  /** Shared with the signalling, so that guessing is as hopeless by either way. */
  callIdGuesses: GuessLimit;
}

export function meetingRoutes(server: FastifyInstance, parts: MeetingRoutesParts): void {
  server.get<{ Params: { callId: string } }>('/api/meetings/:callId', async (request) => {
    const callId = parseCallId(request.params.callId);
    if (callId === undefined) {
      throw new Problem(400, 'invalid', 'callId: nine digits, the first not 0.');
    }
    const space = await parts.callIdGuesses.try(limitKey(request.ip), () =>
      parts.spaces.findByCallId(callId),
    );
    if (space === undefined) {
      throw new Problem(404, 'callIdUnknown', 'No meeting has that call ID.');
    }
    const reply: MeetingLookUp = {
      callId,
      name: space.name,
      phoneNumber: parts.phoneNumber ?? null,
      opensAt: opensAt(space, Date.now())?.toISOString() ?? null,
      rtpCapabilities: parts.rtpCapabilities,
    };
    return reply;
  });

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
