// Judges what a client presents at the look-up and the join: person key, guest-link secret, admission pass.
import type { CallId, ParticipantId } from '@distansmote/shared/ids.ts';
import type { joinCredentials } from '@distansmote/shared/signalling/requests/entryRequests.ts';
import type { z } from 'zod';
import { isSameSecret } from '../platform/timingSafe.ts';
import type { Space } from '../spaces/spaceStore.ts';
import { checkPass } from './admissionPass.ts';
import { participantIdOf } from './participantId.ts';

/** As received, not yet verified. */
export type JoinCredentials = z.infer<typeof joinCredentials>;

export interface JudgedCredentials {
  id: ParticipantId;
  /** The guest link's secret is right. */
  hasSecret: boolean;
  /** The pass is valid. */
  hasPass: boolean;
  /** Was admitted before, however long ago: they aren't guessing the number. */
  knowsNumber: boolean;
}

/** @param space undefined when no space has that call ID; then nothing is right. */
export function judgeCredentials(
  callId: CallId,
  space: Space | undefined,
  { personKey, secret, pass }: JoinCredentials,
): JudgedCredentials {
  const id = participantIdOf(callId, personKey);
  const passState = space && checkPass(pass, space, id);
  return {
    id,
    hasSecret: space !== undefined && secret !== undefined && isSameSecret(secret, space.secret),
    hasPass: passState === 'valid',
    knowsNumber: passState !== undefined,
  };
}
