// The one table of what a page may ask of the server: body, reply and refusals of each request.
import { z } from 'zod';
import { message, messageId, messageText, messageTo } from './message.ts';
import { videoSize } from './videoSize.ts';
import { playbackReport } from './playback.ts';
import { dtlsParameters, iceParameters, iceServer, rtpCapabilities, transport } from './rtp.ts';
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
  /** The refusals of this request beside those that any request can meet (`CommonRefusal`). */
  refusals: readonly string[];
}

const nothing = z.object({});
/** Why admission does not let somebody in (`server/src/meetings/admission.ts`). */
const notAdmitted = ['callIdUnknown', 'notYetOpen', 'removed', 'locked', 'meetingFull'] as const;
/** What somebody shows who wants in. */
export const joinCredentials = z.object({
  personKey,
  secret: guestSecret.optional(),
  pass: admissionPass.optional(),
  browserToken: browserToken.optional(),
});
const whoAndWhere = { callId, ...joinCredentials.shape };
const toOne = z.object({ participantId });
/** What only a convener may ask. */
const ofConvener = ['notJoined', 'notConvener'] as const;

/** A hundred participants with four tracks each. */
const MAX_TRACKS = 400;
/** Of each a camera and a screen. */
const MAX_PICTURES = 200;

const areUnique = (all: readonly string[]) => new Set(all).size === all.length;

export const requests = {
  /**
   * Gets everything ready while the person still types a name: transports, and a paused consumer for
   * each track that is there. Nothing flows until `join`, and nobody in the meeting is told. What was
   * prepared before is given up; whoever is present already stays it until `join` takes its place.
   * Who must be let in first is refused by `needsLobby`, and asks to be with `knock`.
   */
  prepare: {
    body: z.object({ ...whoAndWhere, rtpCapabilities }),
    reply: z.object({
      participantId,
      sendTransport: transport,
      receiveTransport: transport,
      /** For both transports; left out where there is no TURN relay. */
      iceServers: z.array(iceServer).max(1).exactOptional(),
      tracks: z.array(receivableTrack),
    }),
    refusals: [...notAdmitted, 'needsLobby'],
  },
  /**
   * Asks to be let in, and waits in the lobby until `admitted` or `denied` is told. Until then
   * nothing of the meeting reaches the page but whether a convener is there. While somebody guesses at numbers,
   * whoever has only the number waits without even that, for a number that may not exist.
   */
  knock: {
    body: z.object({
      ...whoAndWhere,
      name: personName,
      profession: z.union([z.literal(''), personName]),
    }),
    reply: z.object({
      /** Need not wait (any more). */
      isAdmitted: z.boolean(),
      isConvenerThere: z.boolean(),
      /** False: whether a meeting has that number is not told. `prepare`, asked again later, may tell. */
      isNumberChecked: z.boolean(),
    }),
    refusals: [...notAdmitted, 'alreadyJoined', 'lobbyFull'],
  },
  /** The browser's DTLS fingerprints for one of the transports; the client doesn't wait for the answer. */
  connectTransport: {
    body: z.object({ direction: z.enum(['send', 'receive']), dtlsParameters }),
    reply: nothing,
    refusals: ['notPrepared', 'alreadyConnected', 'mediaRefused'],
  },
  /**
   * New ICE credentials for both transports (RFC 8445 §2.4), by which the browser looks for another way to the
   * same media: it was lost, or the network has changed. What is sent and received stays as it is.
   */
  restartIce: {
    body: nothing,
    reply: z.object({ send: iceParameters, receive: iceParameters }),
    refusals: ['notPrepared', 'mediaRefused'],
  },
  /** Enters the meeting; from here all that was prepared flows. */
  join: {
    body: z.object({
      name: personName,
      profession: z.union([z.literal(''), personName]),
      tracks: z
        .array(trackOffer)
        .max(trackSource.options.length)
        .refine(
          (tracks) => areUnique(tracks.map(({ source }) => source)),
          'at most one track of each source',
        ),
    }),
    reply: z.object({
      /** The look-up may not have told it. */
      meetingName: z.string(),
      participants: z.array(participant),
      /** Who is heard just now. */
      speakerIds: z.array(participantId),
      /** Whose sound is not passed on just now, of many at once. */
      suppressedIds: z.array(participantId),
      /** Whether this is a convener of the space, who leads the meeting. */
      isConvener: z.boolean(),
      isLocked: z.boolean(),
      /** There is something to read of before (`readMessages`). */
      hasMessages: z.boolean(),
      /** To be shown at the next `prepare`, also to a server that was started anew. */
      pass: admissionPass,
      /** Who waits to be let in; empty for all but conveners. */
      lobby: z.array(lobbyGuest),
      /** By which this participant speaks and hears; null by the browser. */
      linkedPhone: linkedPhone.nullable(),
    }),
    refusals: ['notPrepared', 'alreadyJoined', ...notAdmitted, 'needsLobby', 'mediaRefused'],
  },
  /**
   * These tracks can be received now: let them flow (at once, or after `join`). Not waited for; may be
   * said again; one that has stopped meanwhile is passed over. All of a batch in one request, so that
   * a large meeting does not use up the budget of requests.
   */
  tracksReady: {
    body: z.object({
      tracks: z.array(z.object({ participantId, source: trackSource })).max(MAX_TRACKS),
    }),
    reply: nothing,
    refusals: ['notPrepared'],
  },
  /** Of who speaks by a telephone, the browser's microphone is refused. */
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
  raiseHand: { body: nothing, reply: nothing, refusals: ['notJoined'] },
  lowerHand: { body: nothing, reply: nothing, refusals: ['notJoined'] },
  /** Sent again with the same id, it is the same message. */
  sendMessage: {
    body: z.object({ id: messageId, to: messageTo, text: messageText }),
    reply: z.object({ sentAt: z.number() }),
    refusals: ['notJoined', 'recipientGone', 'recipientOnPhone'],
  },
  /** What was said so far to everybody, and to and by this participant: page by page, the oldest first. */
  readMessages: {
    body: z.object({
      /** 0, or the `next` of the page before. */
      after: z.int().min(0),
    }),
    reply: z.object({ messages: z.array(message), next: z.int().nullable() }),
    refusals: ['notJoined'],
  },
  /**
   * Asks for the personal pin: whoever rings and keys it behind the call ID speaks and hears for this participant.
   * Asked for again, it is the same for as long as it is good.
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
  /** The microphone of one's own telephone. Without one, nothing happens. */
  setLinkedPhoneMuted: {
    body: z.object({ isMuted: z.boolean() }),
    reply: nothing,
    refusals: ['notJoined'],
  },
  /** Hangs one's own telephone up: the sound goes by the browser again. Without one, nothing happens. */
  switchAudioToBrowser: { body: nothing, reply: nothing, refusals: ['notJoined'] },
  /** These private messages have come; their senders are told. Not waited for. */
  messagesArrived: {
    body: z.object({ ids: z.array(messageId).max(100).refine(areUnique, 'each once') }),
    reply: nothing,
    refusals: ['notJoined'],
  },
  /** How the others' sound and picture come out here; each is told when it changes, alone. Not waited for. */
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
   * How large these pictures are shown here, as far as that has changed: no more is sent than can be seen.
   * One that has stopped meanwhile is passed over. Not waited for.
   */
  setVideoSizes: {
    body: z.object({
      pictures: z
        .array(z.object({ participantId, source: videoSource, size: videoSize }))
        .max(MAX_PICTURES)
        .refine(
          (all) => areUnique(all.map(({ participantId: id, source }) => `${id} ${source}`)),
          'one size for each picture',
        ),
    }),
    reply: nothing,
    refusals: ['notJoined'],
  },
  /** Lets somebody in who waits in the lobby. */
  admit: { body: toOne, reply: nothing, refusals: [...ofConvener, 'notInLobby'] },
  deny: { body: toOne, reply: nothing, refusals: [...ofConvener, 'notInLobby'] },
  /** The server pauses the microphone; the person is told who did it, and may turn it on again. */
  muteParticipant: { body: toOne, reply: nothing, refusals: [...ofConvener, 'participantGone'] },
  /** Everybody but oneself and the other conveners. */
  muteEverybody: { body: nothing, reply: nothing, refusals: ofConvener },
  /** Says who it is that rings: whoever came by a browser has said so themselves. */
  renameParticipant: {
    body: z.object({ participantId, name: personName }),
    reply: nothing,
    refusals: [...ofConvener, 'participantGone', 'notOnPhone'],
  },
  /** Out of the meeting, and not in again from the same tab; `isBlocked`, nor from another tab of that browser. */
  removeParticipant: {
    body: toOne.extend({ isBlocked: z.boolean().exactOptional() }),
    reply: z.object({
      /** False for a browser that cannot be known again: only its tab is kept out. */
      isBlocked: z.boolean(),
    }),
    refusals: [...ofConvener, 'participantGone', 'isConvener'],
  },
  /** While it is locked nobody new comes in, but conveners. */
  setLocked: { body: z.object({ isLocked: z.boolean() }), reply: nothing, refusals: ofConvener },
  /** Ends the meeting for everybody; the space and its number stay. */
  endMeeting: { body: nothing, reply: nothing, refusals: ofConvener },
  /** Ends the meeting and deletes the space: its number never works again. */
  deleteSpace: { body: nothing, reply: nothing, refusals: ofConvener },
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
  /** The tracks of the test; they flow back once they are said to be ready (`tracksReady`). */
  sendTest: {
    body: z.object({ tracks: z.array(trackOffer).min(1).max(2) }),
    reply: z.object({ tracks: z.array(receivableTrack) }),
    refusals: ['notPrepared', 'alreadyStarted', 'mediaRefused'],
  },
  /**
   * Leaves the meeting, or gives up what was prepared, or the test. Always granted. `isFinal`, by a click,
   * hangs the own phone up too; a page that only tidies up does not.
   */
  leave: {
    body: z.strictObject({ isFinal: z.boolean().exactOptional() }),
    reply: nothing,
    refusals: [],
  },
} as const satisfies Record<string, RequestDefinition>;

export type RequestName = keyof typeof requests;
/** What the sender of a request writes. */
export type RequestBody<N extends RequestName> = z.input<(typeof requests)[N]['body']>;
/** What the handler of a request reads, after parsing. */
export type ParsedBody<N extends RequestName> = z.output<(typeof requests)[N]['body']>;
export type Reply<N extends RequestName> = z.output<(typeof requests)[N]['reply']>;

/**
 * Refusals that any request can meet: `unknownRequest`, `invalid` (the body does not parse; `where`
 * names the field), `tooLarge`, `tooFast`, `internal` (a fault of ours, in the server's log).
 */
export type CommonRefusal = 'unknownRequest' | 'invalid' | 'tooLarge' | 'tooFast' | 'internal';
export type RefusalOf<N extends RequestName> = (typeof requests)[N]['refusals'][number];
export type RefusalCode = CommonRefusal | RefusalOf<RequestName>;

export interface Refusal {
  code: RefusalCode;
  /** The field that is at fault, as a dotted path, when the code is `invalid`. */
  where?: string;
}

export type Answer<N extends RequestName> =
  | { ok: true; reply: Reply<N> }
  | { ok: false; refusal: Refusal };
