// The forms that the guest link had in earlier invitations: both lead to the meeting's page.
import { parseCallId } from '@distansmote/shared/callId.ts';
import { guestSecret } from '@distansmote/shared/signalling/shapes.ts';
import type { FastifyInstance } from 'fastify';

type GuestLink = { Querystring: { id?: unknown; secret?: unknown } };

export function guestLinkRoutes(server: FastifyInstance): void {
  for (const path of ['/invited', '/invited.sf']) {
    server.get<GuestLink>(path, (request, reply) => {
      const { id, secret } = request.query;
      const callId = typeof id === 'string' ? parseCallId(id) : undefined;
      if (callId === undefined) return reply.redirect('/call-id', 303);
      // As in invitations of today (spaces/describeSpace.ts).
      const { data } = guestSecret.safeParse(secret);
      return reply.redirect(`/meeting/${callId}${data === undefined ? '' : `#${data}`}`, 303);
    });
  }
}
