// People to ring who are saved with a space: listed, added and removed by whoever leads its meetings.
import { newPersonToRing, personToRing } from '@distansmote/shared/ringingApi.ts';
import { MAX_PEOPLE_TO_RING } from '@distansmote/shared/ringingLimits.ts';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { callerActor } from '../../audit/actors.ts';
import type { AuditLog } from '../../audit/auditLog.ts';
import { Refused } from '../../meetings/refused.ts';
import type { PeopleToRing } from '../../ringing/peopleToRing.ts';
import { type AllowedTargets, readTarget } from '../../ringing/ringTarget.ts';
import type { ApiAccess } from '../api/access.ts';
import { addRoute } from '../api/addRoute.ts';
import { json, noContent } from '../api/reply.ts';
import { Problem } from '../problem.ts';

export interface PeopleToRingRoutesDeps {
  access: ApiAccess;
  peopleToRing: PeopleToRing;
  allowedTargets: AllowedTargets;
  audit: AuditLog;
}

/** What is wrong with an address or with digits: what `ringUp` would refuse. */
const refusals = {
  numberUnclear: 400,
  numberShort: 400,
  numberEmergency: 400,
  numberNotAllowed: 400,
  addressUnclear: 400,
  addressNotAllowed: 400,
  digitsUnclear: 400,
} as const;

export function peopleToRingRoutes(server: FastifyInstance, deps: PeopleToRingRoutesDeps): void {
  const { access, peopleToRing, allowedTargets, audit } = deps;

  addRoute(server, {
    method: 'GET',
    path: '/api/spaces/:id/people-to-ring',
    tag: 'Spaces',
    summary: 'Lists the people whom conveners can ring by one press, with their numbers.',
    access: access.space('manage'),
    reply: json(z.array(personToRing)),
    handler: ({ space }) => peopleToRing.of(space.id),
  });

  addRoute(server, {
    method: 'POST',
    path: '/api/spaces/:id/people-to-ring',
    tag: 'Spaces',
    summary:
      'Saves somebody to ring with the space. One with the same name and address is replaced. Nobody is rung.',
    access: access.space('manage'),
    body: newPersonToRing,
    reply: json(personToRing, 201),
    refusals: { ...refusals, tooMany: 409 },
    async handler({ space, caller, body }) {
      checkTarget(body.address, body.digits, allowedTargets);
      const added = await peopleToRing.add(space.id, body);
      if (added === undefined)
        throw new Problem(409, 'tooMany', `At most ${MAX_PEOPLE_TO_RING} people can be saved.`);
      await audit.record({ action: 'spaceChanged', actor: callerActor(caller), space });
      return added;
    },
  });

  addRoute(server, {
    method: 'DELETE',
    path: '/api/spaces/:id/people-to-ring/:personId',
    tag: 'Spaces',
    summary: 'Takes somebody off that list.',
    access: access.space('manage'),
    reply: noContent,
    async handler({ space, caller, params: { personId } }) {
      if (await peopleToRing.remove(space.id, personId))
        await audit.record({ action: 'spaceChanged', actor: callerActor(caller), space });
    },
  });
}

/** @throws Problem by the name of the refusal */
function checkTarget(address: string, digits: string, allowed: AllowedTargets): void {
  try {
    readTarget(address, digits, allowed);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    throw new Problem(400, error.code, 'That cannot be rung from here.');
  }
}
