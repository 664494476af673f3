// What somebody shows who wants into a meeting, and what it is worth for that space.
import type { CallId, ParticipantId } from '@distansmote/shared/ids.ts';
import type { joinCredentials } from '@distansmote/shared/signalling/requests.ts';
import type { z } from 'zod';
import { isSameSecret } from '../platform/timingSafe.ts';
import type { Space } from '../spaces/spaceStore.ts';
import { checkPass } from './admissionPass.ts';
import { participantIdOf } from './participantId.ts';

/** As it came, whether right or wrong. */
export type JoinCredentials = z.infer<typeof joinCredentials>;

export interface JudgedCredentials {
  id: ParticipantId;
  /** Came by the guest link. */
  hasSecret: boolean;
  /** Has been let in before, not long ago. */
  hasPass: boolean;
  /** Was in before, however long ago: the number is no guess of theirs. */
  knowsNumber: boolean;
}

/** @param space undefined when no space has that call ID: then nothing that was shown is right. */
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
