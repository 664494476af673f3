// Which space a request is about, if its caller may touch it, and who that is.
import type { TokenScope } from '@distansmote/shared/accountsApi.ts';
import type { SpaceId } from '@distansmote/shared/ids.ts';
import type { FastifyRequest } from 'fastify';
import { isConvener } from '../meetings/admission.ts';
import type { Space, SpaceStore } from '../spaces/spaceStore.ts';
import { Problem } from './problem.ts';
import type { Caller, SignIn } from './sessionRoutes.ts';

type OfSpace = { Params: { id: string } };

/** @throws Problem `spaceUnknown` also when it is somebody else's: to others it does not exist. */
export type OwnSpace = (
  request: FastifyRequest<OfSpace>,
  /** What a token must have for it. */
  scope: TokenScope,
) => Promise<{ space: Space; caller: Caller }>;

export const spaceUnknown = () => new Problem(404, 'spaceUnknown', 'There is no such space.');

export function createOwnSpace(spaces: SpaceStore, signIn: SignIn): OwnSpace {
  return async (request, scope) => {
    const caller = await signIn.callerOf(request, scope);
    const space = await spaces.find(request.params.id as SpaceId);
    const mayTouch = caller.by === 'apiToken' || isConvener(caller.account, space);
    if (space === undefined || !mayTouch) throw spaceUnknown();
    return { space, caller };
  };
}
