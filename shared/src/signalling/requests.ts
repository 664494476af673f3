// The request table: body, reply and refusals of everything that a page may ask of the server.
import { z } from 'zod';
import { lobbyWord, message, messageId, messageText, messageTo } from './message.ts';
import { videoSize } from './videoSize.ts';
import { playbackReport } from './playback.ts';
import { dtlsParameters, iceParameters, iceServer, rtpCapabilities, transport } from './rtp.ts';
import {
  admissionPass,
  browserToken,
  callId,
  companions,
  guestSecret,
  lobbyGuest,
  linkedPhone,
  participant,
  participantId,
  personKey,
  personName,
  dialInPin,
  videoSource,
  receivableTrack,
  trackOffer,
  trackSource,
} from './shapes.ts';

interface RequestDefinition {
  body: z.ZodType;
  reply: z.ZodType;
  /** The refusals of this request, besides those of any request (`CommonRefusal`). */
  refusals: readonly string[];
}

const nothing = z.object({});
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
/** Who somebody is, as they have typed it. */
const names = {
  name: personName,
  profession: z.union([z.literal(''), personName]),
  companions: companions.exactOptional(),
};
const participantOnly = z.object({ participantId });
/** Refusals of requests for conveners only. */
const convenerRefusals = ['notJoined', 'notConvener'] as const;

/** A hundred participants with four tracks each. */
const MAX_TRACKS = 400;
/** A hundred participants with a camera and a screen each. */
const MAX_VIDEOS = 200;

const areUnique = (all: readonly string[]) => new Set(all).size === all.length;

export const requests = {
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
      /** As `participant.handRaisedAt`, of somebody who was present already; absent for a newcomer. */
      handRaisedAt: z.number().nullable().optional(),
    }),
    refusals: ['notPrepared', 'alreadyJoined', ...admissionRefusals, 'needsLobby', 'mediaRefused'],
  },
  /**
   * The page can now receive these tracks: they start to flow, at once or after `join`. Not awaited, idempotent, and
   * tracks that have stopped are ignored. Batched, to save the request budget of a large meeting.
   */
  tracksReady: {
    body: z.object({
      tracks: z.array(z.object({ participantId, source: trackSource })).max(MAX_TRACKS),
    }),
    reply: nothing,
    refusals: ['notPrepared'],
  },
  /** A microphone is refused while a linked phone carries the audio. */
  startTrack: {
    body: trackOffer,
    reply: nothing,
    refusals: ['notJoined', 'alreadyStarted', 'mediaRefused', 'speaksByPhone'],
  },
  stopTrack: {
    body: z.object({ source: trackSource }),
    reply: nothing,
    refusals: ['notJoined', 'trackUnknown'],
  },
  pauseTrack: {
    body: z.object({ source: trackSource }),
    reply: nothing,
    refusals: ['notJoined', 'trackUnknown'],
  },
  resumeTrack: {
    body: z.object({ source: trackSource }),
    reply: nothing,
    refusals: ['notJoined', 'trackUnknown'],
  },
  /** Changes one's own name; the others get `participantChanged`. Without `companions` nobody sits beside any more. */
  renameMyself: { body: z.object(names), reply: nothing, refusals: ['notJoined'] },
  raiseHand: { body: nothing, reply: nothing, refusals: ['notJoined'] },
  lowerHand: { body: nothing, reply: nothing, refusals: ['notJoined'] },
  /** Idempotent per message id. */
  sendMessage: {
    body: z.object({ id: messageId, to: messageTo, text: messageText }),
    reply: z.object({ sentAt: z.number() }),
    refusals: ['notJoined', 'recipientGone', 'recipientOnPhone'],
  },
  /** The messages so far to everybody, and to and from this participant, in pages, oldest first. */
  readMessages: {
    body: z.object({
      /** 0, or `next` of the page before. */
      after: z.int().min(0),
    }),
    reply: z.object({ messages: z.array(message), next: z.int().nullable() }),
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
  /** These private messages have arrived; their senders are told. Not awaited. */
  messagesArrived: {
    body: z.object({ ids: z.array(messageId).max(100).refine(areUnique, 'each once') }),
    reply: nothing,
    refusals: ['notJoined'],
  },
  /** How the others' sound and picture come out here; each is told of their own changes. Not awaited. */
  reportPlayback: {
    body: z.object({
      reports: z
        .array(playbackReport)
        .max(100)
        .refine((reports) => areUnique(reports.map(({ of }) => of)), 'one report of each'),
    }),
    reply: nothing,
    refusals: ['notJoined'],
  },
  /**
   * The sizes at which videos are shown here, as they change, so that no more is sent than can be seen. Videos that
   * have stopped are ignored. Not awaited.
   */
  setVideoSizes: {
    body: z.object({
      pictures: z
        .array(z.object({ participantId, source: videoSource, size: videoSize }))
        .max(MAX_VIDEOS)
        .refine(
          (all) => areUnique(all.map(({ participantId: id, source }) => `${id} ${source}`)),
          'one size for each picture',
        ),
    }),
    reply: nothing,
    refusals: ['notJoined'],
  },
  /** Admits somebody from the lobby. */
  admit: { body: participantOnly, reply: nothing, refusals: [...convenerRefusals, 'notInLobby'] },
  deny: { body: participantOnly, reply: nothing, refusals: [...convenerRefusals, 'notInLobby'] },
  /** Mutes a participant, who is told by whom and may unmute again. */
  muteParticipant: {
    body: participantOnly,
    reply: nothing,
    refusals: [...convenerRefusals, 'participantGone'],
  },
  /** Mutes everybody except conveners. */
  muteEverybody: { body: nothing, reply: nothing, refusals: convenerRefusals },
  /**
   * Asks a participant to turn the microphone on, which nobody else can do for them. Their page gets `soundAsked`;
   * telephones and room systems can't be asked.
   */
  askForSound: {
    body: participantOnly,
    reply: nothing,
    refusals: [...convenerRefusals, 'participantGone', 'participantOnPhone'],
  },
  lowerHandOf: {
    body: participantOnly,
    reply: nothing,
    refusals: [...convenerRefusals, 'participantGone'],
  },
  /** Ends the shared screen of a participant, with its sound. They are told by whom, and may share again. */
  stopScreenOf: {
    body: participantOnly,
    reply: nothing,
    refusals: [...convenerRefusals, 'participantGone', 'notSharing'],
  },
  /** Shows a participant large to everybody who hasn't chosen otherwise, until they leave; null ends it. */
  setSpotlight: {
    body: z.object({ participantId: participantId.nullable() }),
    reply: nothing,
    refusals: [...convenerRefusals, 'participantGone'],
  },
  /**
   * Says something to everybody who waits in a browser. Not to those whose number hasn't been checked: they must not
   * learn that it exists.
   */
  tellLobby: {
    body: z.object({ text: lobbyWord }),
    reply: nothing,
    refusals: [...convenerRefusals, 'nobodyWaits'],
  },
  /** Names a caller; people in a browser have named themselves. */
  renameParticipant: {
    body: z.object({ participantId, name: personName }),
    reply: nothing,
    refusals: [...convenerRefusals, 'participantGone', 'notOnPhone'],
  },
  /**
   * Removes somebody. Who comes back in the same browser must be admitted, with `isBlocked` is refused. A telephone or
   * room system that shows its number or address is refused either way.
   */
  removeParticipant: {
    body: participantOnly.extend({ isBlocked: z.boolean().exactOptional() }),
    reply: z.object({
      /** False when the browser isn't recognised: only its tab is. */
      isBlocked: z.boolean(),
    }),
    refusals: [...convenerRefusals, 'participantGone', 'isConvener'],
  },
  /** While locked, nobody new may join except conveners. */
  setLocked: {
    body: z.object({ isLocked: z.boolean() }),
    reply: nothing,
    refusals: convenerRefusals,
  },
  /** Ends the meeting for everybody; the space and its call ID remain. */
  endMeeting: { body: nothing, reply: nothing, refusals: convenerRefusals },
  /** Ends the meeting and deletes the space; its call ID is never reused. */
  deleteSpace: { body: nothing, reply: nothing, refusals: convenerRefusals },
  /**
   * Tries the way to the media server, with no meeting and no call ID: what is sent comes back. One at a time on a
   * socket, for a minute, until `leave`; what each way carries the page measures itself.
   */
  openTest: {
    body: nothing,
    reply: z.object({
      /** Of the server: what it takes, and gives back. */
      rtpCapabilities,
      sendTransport: transport,
      receiveTransport: transport,
      /** Left out where there is no TURN relay. */
      iceServers: z.array(iceServer).max(1).exactOptional(),
      /** To be rung when no way works; null where there is none. */
      phoneNumber: z.string().nullable(),
    }),
    refusals: ['alreadyJoined', 'tooManyTests'],
  },
  /** The tracks of the test; they are echoed once `tracksReady` is sent. */
  sendTest: {
    body: z.object({ tracks: z.array(trackOffer).min(1).max(2) }),
    reply: z.object({ tracks: z.array(receivableTrack) }),
    refusals: ['notPrepared', 'alreadyStarted', 'mediaRefused'],
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

export type RequestName = keyof typeof requests;
/** The body as its sender writes it. */
export type RequestBody<N extends RequestName> = z.input<(typeof requests)[N]['body']>;
/** The body as its handler reads it, after parsing. */
export type ParsedBody<N extends RequestName> = z.output<(typeof requests)[N]['body']>;
export type Reply<N extends RequestName> = z.output<(typeof requests)[N]['reply']>;

/**
 * Refusals of any request: `unknownRequest`, `invalid` (the body doesn't parse; `where` names the field), `tooLarge`,
 * `tooFast`, `internal` (a server error, which is logged).
 */
export type CommonRefusal = 'unknownRequest' | 'invalid' | 'tooLarge' | 'tooFast' | 'internal';
export type RefusalOf<N extends RequestName> = (typeof requests)[N]['refusals'][number];
/** The requests for conveners only: those that `notConvener` may refuse. */
export type ModerationRequest = {
  [N in RequestName]: 'notConvener' extends RefusalOf<N> ? N : never;
}[RequestName];
export type RefusalCode = CommonRefusal | RefusalOf<RequestName>;

export interface Refusal {
  code: RefusalCode;
  /** The invalid field as a dotted path, when the code is `invalid`. */
  where?: string;
}

export type Answer<N extends RequestName> =
  | { ok: true; reply: Reply<N> }
  | { ok: false; refusal: Refusal };
