// The invitation for those who are in the meeting: each gets as much of it as they may pass on (decision 0047).
import { invitationFromInside, invitationQuery } from '@distansmote/shared/httpApi.ts';
import type { FastifyInstance } from 'fastify';
import { invitationOf } from '../../spaces/invitation.ts';
import { addRoute } from '../api/addRoute.ts';
import type { CallIdAccess } from '../api/callIdAccess.ts';
import { json } from '../api/reply.ts';
import type { InvitationRoutesDeps } from './invitationRoutes.ts';

type InvitingRouteDeps = Pick<InvitationRoutesDeps, 'describe' | 'service'> & {
  access: CallIdAccess;
};

export function invitingRoute(server: FastifyInstance, deps: InvitingRouteDeps): void {
  const { access, describe, service } = deps;
  addRoute(server, {
    method: 'GET',
    path: '/api/meetings/:callId/invitation',
    tag: 'Meetings',
    summary:
      'Returns the invitation to somebody in the meeting: with the guest link for conveners and those who came by it, ' +
      'without the name for those who have only the number of a meeting with a lobby.',
    access: access.invitation,
    query: invitationQuery,
    reply: json(invitationFromInside),
    handler({ space, mayReadName, mayPassOnLink, query: { language } }) {
      const known = describe(space);
      const told = {
        ...known,
        ...(!mayPassOnLink && { guestLink: '' }),
        ...(!mayReadName && { name: '', startsAt: null, admitsRooms: false }),
      };
      return {
        language,
        text: invitationOf(told, service, language),
        link: told.guestLink || `${service.publicUrl}/meeting/${space.callId}`,
        phoneNumber: told.phoneNumber,
        videoAddress: service.hasRooms && told.admitsRooms ? told.videoAddress : null,
      };
    },
  });
}
