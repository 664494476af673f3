// A space's invitation: its text, its guest link and QR code, and who has confirmed it.
import {
  confirmation,
  invitation,
  invitationQuery,
  type SpaceDescription,
  spaceDescription,
} from '@distansmote/shared/httpApi.ts';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { callerActor } from '../../audit/actors.ts';
import type { Confirmations } from '../../spaces/confirmations.ts';
import { type InvitingService, invitationOf, qrCodeOf } from '../../spaces/invitation.ts';
import type { RenewLink } from '../../spaces/renewLink.ts';
import type { Space } from '../../spaces/spaceStore.ts';
import { type ApiAccess, spaceUnknown } from '../api/access.ts';
import { addRoute } from '../api/addRoute.ts';
import { file, json } from '../api/reply.ts';

export interface InvitationRoutesDeps {
  access: ApiAccess;
  describe: (space: Space) => SpaceDescription;
  confirmations: Confirmations;
  renewLink: RenewLink;
  service: InvitingService;
}

const tag = 'Spaces';

export function invitationRoutes(server: FastifyInstance, deps: InvitationRoutesDeps): void {
  const { access, describe, confirmations, renewLink, service } = deps;

  addRoute(server, {
    method: 'GET',
    path: '/api/spaces/:id/invitation',
    tag,
    summary:
      'Returns the invitation as plain text, in Swedish (the default) or one of the other languages.',
    access: access.space('invite'),
    query: invitationQuery,
    reply: json(invitation),
    handler: ({ space, query: { language } }) => ({
      language,
      text: invitationOf(describe(space), service, language),
    }),
  });

  addRoute(server, {
    method: 'GET',
    path: '/api/spaces/:id/qr.svg',
    tag,
    summary: 'Returns the QR code of the guest link.',
    access: access.space('invite'),
    reply: file('image/svg+xml', 'The QR code as SVG.'),
    handler: ({ space }) => qrCodeOf(describe(space)),
  });

  addRoute(server, {
    method: 'POST',
    path: '/api/spaces/:id/new-link',
    tag,
    summary:
      'Replaces the guest link. The former link, and the passes of guests who were let in before, stop working. ' +
      'Those who are in the meeting stay, and the call ID is the same.',
    access: access.space('manage'),
    reply: json(spaceDescription),
    async handler({ caller, space }) {
      const renewed = await renewLink(space.id, callerActor(caller));
      if (renewed === undefined) throw spaceUnknown();
      return describe(renewed);
    },
  });

  addRoute(server, {
    method: 'GET',
    path: '/api/spaces/:id/confirmations',
    tag,
    summary: 'Lists who has confirmed the invitation, oldest first.',
    access: access.space('invite'),
    reply: json(z.array(confirmation)),
    handler: ({ space }) => confirmations.of(space.id),
  });
}
