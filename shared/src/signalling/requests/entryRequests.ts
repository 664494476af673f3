// The requests by which a page comes in, stays connected, and leaves.
import { z } from 'zod';
import { ringing } from '../ringing.ts';
import type { RequestDefinition } from './requestDefinition.ts';
import { role } from '../role.ts';
import { captions } from '../captions.ts';
import { dtlsParameters, iceParameters, iceServer, rtpCapabilities, transport } from '../rtp.ts';
import {
  admissionPass,
  browserToken,
  callId,
  guestSecret,
  lobbyGuest,
  linkedPhone,
  participant,
  participantId,
  personKey,
  receivableTrack,
  trackOffer,
  trackSource,
} from '../shapes.ts';
import { nothing, names, areUnique } from './requestParts.ts';

/** Why admission refuses somebody (`server/src/meetings/admission.ts`). */
const admissionRefusals = [
  'callIdUnknown',
  'notYetOpen',
  'removed',
  'locked',
  'meetingFull',
] as const;
/** Another server has the meeting: the page opens its socket anew, with the look-up's `room`, and asks again. */
const elsewhere = 'elsewhere' as const;
/** What a client presents to be let in. */
export const joinCredentials = z.object({
  personKey,
  secret: guestSecret.optional(),
  pass: admissionPass.optional(),
  browserToken: browserToken.optional(),
});
const joinTarget = { callId, ...joinCredentials.shape };

export const entryRequests = {
  /**
   * Prepares everything while the person still types a name: transports, and a paused consumer for each track.
   * Nothing flows until `join`, and nobody in the meeting is told. Replaces an earlier preparation; whoever is
   * present stays so until `join`. Somebody who must wait in the lobby is refused with `needsLobby`, and sends
   * `knock`.
   */
  prepare: {
    body: z.object({ ...joinTarget, rtpCapabilities }),
    reply: z.object({
      participantId,
      sendTransport: transport,
      receiveTransport: transport,
      /** For both transports; absent when there is no TURN relay. */
      iceServers: z.array(iceServer).max(1).exactOptional(),
      tracks: z.array(receivableTrack),
    }),
    refusals: [...admissionRefusals, 'needsLobby', elsewhere],
  },
  /**
   * Asks to be admitted, and waits in the lobby for `admitted` or `denied`. Meanwhile the page learns only whether a
   * convener is there. While somebody guesses at numbers, a client that has only the number waits without even that,
   * for a number that may not exist.
   */
  knock: {
    body: z.object({ ...joinTarget, ...names }),
    reply: z.object({
      /** Need not wait, or no longer. */
      isAdmitted: z.boolean(),
      isConvenerThere: z.boolean(),
      /** False: whether the number exists is not revealed. A later `prepare` may. */
      isNumberChecked: z.boolean(),
    }),
    refusals: [...admissionRefusals, 'alreadyJoined', 'lobbyFull', elsewhere],
  },
  /** The browser's DTLS fingerprints for one transport; the client doesn't await the answer. */
  connectTransport: {
    body: z.object({ direction: z.enum(['send', 'receive']), dtlsParameters }),
    reply: nothing,
    refusals: ['notPrepared', 'alreadyConnected', 'mediaRefused'],
  },
  /**
   * New ICE credentials for both transports (RFC 8445 §2.4): the path was lost or the network has changed. Tracks
   * stay as they are.
   */
  restartIce: {
    body: nothing,
    reply: z.object({ send: iceParameters, receive: iceParameters }),
    refusals: ['notPrepared', 'mediaRefused'],
  },
  /** Joins the meeting; everything that was prepared starts to flow. */
  join: {
    body: z.object({
      ...names,
      tracks: z
        .array(trackOffer)
        .max(trackSource.options.length)
        .refine(
          (tracks) => areUnique(tracks.map(({ source }) => source)),
          'at most one track of each source',
        ),
    }),
    reply: z.object({
      /** The look-up may have withheld it. */
      meetingName: z.string(),
      participants: z.array(participant),
      /** Who is speaking, loudest first. */
      speakerIds: z.array(participantId),
      /** Whose audio isn't forwarded at the moment. */
      suppressedIds: z.array(participantId),
      /** Whether the participant may moderate. */
      isConvener: z.boolean(),
      isLocked: z.boolean(),
      /** There are earlier messages to read (`readMessages`). */
      hasMessages: z.boolean(),
      /** For the next `prepare`, also after a server restart. */
      pass: admissionPass,
      /** Who waits in the lobby; empty unless a convener. */
      lobby: z.array(lobbyGuest),
      /** The participant's linked phone; null when there is none. */
      linkedPhone: linkedPhone.nullable(),
      /** Whom a convener has put in the spotlight; absent when nobody is. */
      spotlightId: participantId.exactOptional(),
      /** All whom conveners have put there, that one first; absent when nobody is. */
      spotlightIds: z.array(participantId).exactOptional(),
      /** As `participant.isSigning`. */
      isSigning: z.boolean().exactOptional(),
      /** As a convener has said, whatever the body says; null: none. Absent where no convener has. */
      givenRole: role.nullable().exactOptional(),
      /** What can be rung from here; absent where nothing can. */
      ringing: ringing.exactOptional(),
      /** While a computer makes text of what is said. */
      captions: captions.exactOptional(),
      /** To conveners: `startCaptions` would work. */
      canCaption: z.literal(true).exactOptional(),
      /** As `participant.handRaisedAt`, of somebody who was present already; absent for a newcomer. */
      handRaisedAt: z.number().nullable().optional(),
    }),
    refusals: ['notPrepared', 'alreadyJoined', ...admissionRefusals, 'needsLobby', 'mediaRefused'],
  },
  /** After `moving`: all is prepared at the other server. */
  readyToMove: { body: nothing, reply: nothing, refusals: ['notJoined'] },
  /** Leaves meeting, preparation or test. Always granted. `isFinal`, a click, also hangs up the linked phone. */
  leave: {
    body: z.strictObject({ isFinal: z.boolean().exactOptional() }),
    reply: nothing,
    refusals: [],
  },
} as const satisfies Record<string, RequestDefinition>;
