// What only a convener may ask.
import type { RequestBody } from '@distansmote/shared/signalling/requests.ts';

type LeadingRequest =
  | 'admit'
  | 'turnAway'
  | 'muteParticipant'
  | 'muteEverybody'
  | 'removeParticipant'
  | 'setLocked'
  | 'deleteSpace';

/** Rejects when it is refused or not answered, and else shows by notices. */
export type Lead = <N extends LeadingRequest>(name: N, body: RequestBody<N>) => Promise<unknown>;
