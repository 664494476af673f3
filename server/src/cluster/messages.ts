// What the servers of a cluster say to each other, beside the sockets that they pass on.
import { z } from 'zod';
import { NAME_MAX_LENGTH } from '@distansmote/shared/names.ts';
import { role } from '@distansmote/shared/signalling/role.ts';
import { ringId } from '@distansmote/shared/signalling/ringing.ts';
import { dialInPin, lobbyGuest, participantId } from '@distansmote/shared/signalling/shapes.ts';
import {
  MAX_RING_DIGITS,
  MAX_STATE_BYTES,
  meetingState,
  ringNews,
} from '../meetings/meetingState.ts';
import { MAX_SHOWN } from '../meetings/uncheckedLobbies.ts';
import { isRoom } from './roomDirectory.ts';

/** Of one message, in JSON. The largest carries a meeting. */
export const MAX_MESSAGE_BYTES = MAX_STATE_BYTES + 4 * 1024;

const MAX_RINGS = 200;

const room = z.string().refine(isRoom);

const uncheckedGuest = z.object({
  guest: lobbyGuest,
  browserId: z.string().max(64).optional(),
  /** Two of one address have the same; it does not tell the address. */
  from: z.string().max(32),
});

export const clusterMessage = z.discriminatedUnion('type', [
  /** A new holder (`by`) to the former one, which may live: your meeting is mine from this epoch on. */
  z.object({
    type: z.literal('lost'),
    room,
    epoch: z.number().int().positive(),
    by: z.string().max(32).optional(),
  }),
  /** Whether the database answers that server, and has for a while. Done if so. */
  z.object({ type: z.literal('hasDatabase') }),
  /** From the holder (`from`), which the database does not answer: make its row yours. Done if it is. */
  z.object({
    type: z.literal('takeOver'),
    room,
    epoch: z.number().int().positive(),
    from: z.string().max(32),
  }),
  /** Something has changed in the database: look now. */
  z.object({ type: z.literal('wake') }),
  /** To the holder: end the meeting. Done unless it was not open. */
  z.object({
    type: z.literal('endMeeting'),
    room,
    reason: z.enum(['spaceDeleted', 'endedByConvener']),
  }),
  /** To the holder: whoever is not present must be let in anew, since the guest link has been renewed. */
  z.object({ type: z.literal('forgetAbsent'), room }),
  /** From a server (`from`) that is being emptied: this meeting is yours as soon as its row says so. */
  z.object({
    type: z.literal('take'),
    room,
    state: meetingState,
    from: z.string().max(32).optional(),
  }),
  /** To the holder: all who wait at the sender for a number that was not looked up, with this meeting. */
  z.object({
    type: z.literal('unchecked'),
    room,
    nodeId: z.string().max(32),
    guests: z.array(uncheckedGuest).max(MAX_SHOWN),
  }),
  /** From the holder: what a convener has decided on one of them. */
  z.object({ type: z.literal('decided'), room, participantId, isLetIn: z.boolean() }),
  /** To the holder, which counts wrong ones: who has been given that PIN. Done if it is the holder. */
  z.object({ type: z.literal('pinOwner'), room, pin: dialInPin }),
  /** From the holder: what has come of these calls, which that server has rung for a meeting that has moved. */
  z.object({ type: z.literal('ringNews'), ids: z.array(ringId).max(MAX_RINGS) }),
  /** Keys to one of them; without any, hang up. Done if it is known. */
  z.object({
    type: z.literal('ringCommand'),
    id: ringId,
    digits: z
      .string()
      .regex(/^[\d*#,]+$/)
      .max(MAX_RING_DIGITS)
      .optional(),
  }),
]);

export type ClusterMessage = z.infer<typeof clusterMessage>;

const name = z.string().max(NAME_MAX_LENGTH);

/** @property isDone whether there was anything to do it to. */
export const clusterReply = z.object({
  isDone: z.boolean(),
  /** Of the PIN, if it is right. */
  owner: z
    .object({ id: participantId, name, profession: name, role: role.exactOptional() })
    .exactOptional(),
  rings: z.array(ringNews).max(MAX_RINGS).exactOptional(),
});

export type ClusterReply = z.infer<typeof clusterReply>;

/**
 * Sends a message, and waits for the reply.
 * @throws Error if that server does not answer within a second, or refuses.
 */
export type SendMessage = (
  node: { id: string; address: string },
  message: ClusterMessage,
) => Promise<ClusterReply>;
