// Participants and tracks as they look on the wire.
import { z } from 'zod';
import { parseCallId } from '../callId.ts';
import type { CallId, ParticipantId } from '../ids.ts';
import { isShowableName, NAME_MAX_LENGTH } from '../names.ts';
import { rtpParameters, transport } from './rtp.ts';

export const callId = z
  .string()
  .max(40)
  .transform((text, context): CallId => {
    const parsed = parseCallId(text);
    if (parsed !== undefined) return parsed;
    context.addIssue({ code: 'custom', message: 'nine digits, the first not 0' });
    return z.NEVER;
  });

export const participantId = z.uuid().transform((text) => text as ParticipantId);

export const personName = z
  .string()
  .max(NAME_MAX_LENGTH)
  .refine(isShowableName, 'needs a letter or digit, and no invisible characters');

/**
 * Whom the page stands for, drawn by it at random and kept in its tab (128 bits in base64url). The
 * participant's id is made of it, so that whoever comes back after a reload, a lost connection or a
 * restart of the server is the same participant, and nobody else can be.
 */
export const personKey = z.string().regex(/^[A-Za-z0-9_-]{22}$/);

/** 128 bits in base64url, out of the guest link: whoever has it was invited by name, so to speak. */
export const guestSecret = z.string().regex(/^[A-Za-z0-9_-]{22}$/);

/**
 * Says that its participant has been let in before; the server gives it at the join, and only it can make one. One of an
 * earlier version, that a page has kept, is worth nothing and harms nothing.
 */
export const admissionPass = z.string().max(100);

/** By which a browser is known again in one meeting; the look-up tells it (`server/src/meetings/browserTokens.ts`). */
export const browserToken = z.string().max(100);

/** What a track shows or carries; a participant has at most one track of each source. */
export const trackSource = z.enum(['microphone', 'camera', 'screen', 'screenSound']);
export type TrackSource = z.infer<typeof trackSource>;
export const videoSource = trackSource.extract(['camera', 'screen']);
export type VideoSource = z.infer<typeof videoSource>;

/** How a participant came in. */
export const participantKind = z.enum(['browser', 'phone', 'room']);
export type ParticipantKind = z.infer<typeof participantKind>;

/**
 * How well somebody's network carries sound and picture, both ways together: `fair` from about 5 % of lost
 * packets, `poor` from about 15 %, `lost` when nothing comes at all.
 */
export const connectionQuality = z.enum(['good', 'fair', 'poor', 'lost']);
export type ConnectionQuality = z.infer<typeof connectionQuality>;

export const participant = z.object({
  id: participantId,
  kind: participantKind,
  name: personName,
  /** Empty when none was given. */
  profession: z.union([z.literal(''), personName]),
  /** When it was raised, in milliseconds since 1970 by the server's clock; null while it is down. */
  handRaisedAt: z.number().nullable(),
  /** Leads the meeting: lets people in, mutes, removes, locks, ends. */
  isConvener: z.boolean(),
  connection: connectionQuality,
  /** In a browser, and heard and hearing by a telephone. */
  speaksByPhone: z.boolean(),
});
export type ParticipantDescription = z.infer<typeof participant>;

/** Keyed behind the call ID by whoever is in the meeting by a browser, and takes a telephone for the sound. */
export const dialInPin = z.string().regex(/^\d{4}$/);

/** The telephone by which somebody in a browser speaks and hears, in place of the browser. */
export const linkedPhone = z.object({
  isMuted: z.boolean(),
  /** Since it came its microphone has been turned off or on: a page that was away need not see to that. */
  isTurned: z.boolean(),
});
export type LinkedPhone = z.infer<typeof linkedPhone>;

/** Somebody who asks to be let in, as the conveners see them. */
export const lobbyGuest = participant
  .pick({ id: true, kind: true, name: true, profession: true })
  .extend({
    /** Knocks while somebody guesses at call IDs, and has shown nothing but the number. */
    isUnchecked: z.literal(true).exactOptional(),
  });
export type LobbyGuest = z.infer<typeof lobbyGuest>;

/** A track that somebody wants to send. */
export const trackOffer = z.object({
  source: trackSource,
  rtpParameters,
  /** Muted or switched off from the start. */
  isPaused: z.boolean(),
});
export type TrackOffer = z.infer<typeof trackOffer>;

/**
 * Somebody else's track, with what is needed to receive it. Nothing flows on it until the receiver
 * has said `tracksReady`, so that the key frame asked for then is not lost.
 */
export const receivableTrack = z.object({
  participantId,
  source: trackSource,
  isPaused: z.boolean(),
  /** The receiving transport that it comes by: a page that is building anew may still be told of its former one. */
  transportId: transport.shape.id,
  rtpParameters,
});
export type ReceivableTrack = z.infer<typeof receivableTrack>;
