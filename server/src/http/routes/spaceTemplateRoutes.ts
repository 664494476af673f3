// Templates: somebody's own settings for new spaces, by name.
import { newSpaceTemplate, spaceTemplate } from '@distansmote/shared/spacesApi.ts';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { SpaceTemplates } from '../../spaces/spaceTemplates.ts';
import type { ApiAccess } from '../api/access.ts';
import { addRoute } from '../api/addRoute.ts';
import { json, noContent } from '../api/reply.ts';
import { Problem } from '../problem.ts';

export interface SpaceTemplateRoutesDeps {
  access: ApiAccess;
  templates: SpaceTemplates;
}

const tag = 'Spaces';

export function spaceTemplateRoutes(server: FastifyInstance, deps: SpaceTemplateRoutesDeps): void {
  const { templates } = deps;
  const access = deps.access.session;

  addRoute(server, {
    method: 'GET',
    path: '/api/spaces/templates',
    tag,
    summary: 'Lists your own templates: settings for new spaces, by name.',
    access,
    reply: json(z.array(spaceTemplate)),
    handler: ({ account }) => templates.of(account.id),
  });

  addRoute(server, {
    method: 'PUT',
    path: '/api/spaces/templates',
    tag,
    summary:
      'Saves a template, in place of your former one of that name, at most 20. Answers with all of yours.',
    access,
    body: newSpaceTemplate,
    reply: json(z.array(spaceTemplate)),
    refusals: { tooMany: 409 },
    async handler({ account, body }) {
      if ((await templates.save(account.id, body)) === 'saved') return templates.of(account.id);
      throw new Problem(409, 'tooMany', 'You have as many templates as one may have.');
    },
  });

  addRoute(server, {
    method: 'DELETE',
    path: '/api/spaces/templates/:id',
    tag,
    summary: 'Deletes one of your templates.',
    access,
    reply: noContent,
    refusals: { templateUnknown: 404 },
    async handler({ account, params: { id } }) {
      if (await templates.delete(account.id, id)) return;
      throw new Problem(404, 'templateUnknown', 'You have no such template.');
    },
  });
}
