// The requests about oneself: one's name, one's hand, one's own telephone.
import { z } from 'zod';
import type { RequestDefinition } from './requestDefinition.ts';
import { dialInPin } from '../shapes.ts';
import { nothing, names } from './requestParts.ts';

export const personRequests = {
  /** Changes one's own name; the others get `participantChanged`. Without `companions` nobody sits beside any more, without `role` they have none. */
  renameMyself: { body: z.object(names), reply: nothing, refusals: ['notJoined'] },
  raiseHand: { body: nothing, reply: nothing, refusals: ['notJoined'] },
  lowerHand: { body: nothing, reply: nothing, refusals: ['notJoined'] },
  /** Says that one signs, or no longer: everybody gets `signingChanged`. A sign-language interpreter does from the start. */
  setSigning: {
    body: z.object({ isSigning: z.boolean() }),
    reply: nothing,
    refusals: ['notJoined'],
  },
  /**
   * Asks for a dial-in PIN: a caller who keys it after the call ID becomes this participant's linked phone. The same
   * PIN is returned while it is valid.
   */
  requestDialIn: {
    body: nothing,
    reply: z.object({
      phoneNumber: z.string(),
      pin: dialInPin,
      /** In milliseconds from now. */
      expiresInMs: z.number(),
    }),
    refusals: ['notJoined', 'noTelephones'],
  },
  /** Mutes or unmutes the linked phone. Without one, does nothing. */
  setLinkedPhoneMuted: {
    body: z.object({ isMuted: z.boolean() }),
    reply: nothing,
    refusals: ['notJoined'],
  },
  /** Hangs up the linked phone: audio moves back to the browser. Without one, does nothing. */
  switchAudioToBrowser: { body: nothing, reply: nothing, refusals: ['notJoined'] },
} as const satisfies Record<string, RequestDefinition>;
