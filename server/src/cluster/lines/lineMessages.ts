// What two servers say to each other of the calls that come in at one of them (the line's) for meetings of the other (the holder).
import { z } from 'zod';
import { NAME_MAX_LENGTH } from '@distansmote/shared/names.ts';
import type { LeaveReason, MeetingEndReason } from '@distansmote/shared/signalling/notices.ts';
import {
  callId,
  connectionQuality,
  participantId,
  pictureLimit,
} from '@distansmote/shared/signalling/shapes.ts';
import type { CallerIdentity } from '../../calls/callerIdentity.ts';
import type { EnterRefusal, EnterResult } from '../../calls/ivr/ivrDeps.ts';
import type { ReleaseReason } from '../../meetings/events.ts';
import type { MuteAuthor } from '../../meetings/microphone.ts';
import { isRoom } from '../roomDirectory.ts';
import {
  audioCommand,
  endpointKey,
  engineAnswers,
  orUndefined,
  pictureCommand,
} from './engineMessages.ts';

/** Of one message, as JSON in UTF-8. The largest is a scene with everybody in a full meeting. */
export const MAX_LINE_BYTES = 128 * 1024;

/** The key of its sound, and of its picture. */
const call = endpointKey;
/** The number of an entry, counted by the line's server. */
const request = z.int().min(0);
const headcount = z.int().min(0).max(1_000);

const personName = z.object({
  name: z.string().max(NAME_MAX_LENGTH),
  profession: z.string().max(NAME_MAX_LENGTH),
});

/** Longer than `callerUri.ts` and `callerNumber.ts` make them, with the trunk. */
const callerText = z.string().max(1_000);

const identity = z.object({
  kind: z.enum(['phone', 'room']),
  name: personName,
  client: z.object({
    budgetKeys: z.array(callerText).max(4),
    sharedBudget: z.enum(['phonesTotal', 'roomsTotal']).exactOptional(),
  }),
  alias: orUndefined(callerText),
  address: callerText,
}) satisfies z.ZodType<CallerIdentity>;

/**
 * Who the caller is in a meeting, by which they are let in at the next server. `identity` is what their call says of them.
 */
const knownCaller = z.object({
  id: participantId,
  name: personName,
  /** Came by a PIN. */
  isLinked: z.boolean(),
  isHandRaised: z.boolean(),
  /** Absent until they were in a meeting. */
  microphone: z
    .object({
      isMuted: z.boolean(),
      by: z.enum(['self', 'convener', 'handover']) satisfies z.ZodType<MuteAuthor>,
    })
    .exactOptional(),
});
export type KnownAbroad = z.infer<typeof knownCaller>;

/** What a room's video lines are like at the moment. */
const pictureState = z.object({
  hasVideo: z.boolean(),
  isSeeing: z.boolean(),
  isReached: z.boolean(),
  isSending: z.boolean(),
  takesSlides: z.boolean(),
  isSharing: z.boolean(),
  hasFailed: z.boolean(),
});

/** What the call sees of its meeting. */
const sight = z.discriminatedUnion('type', [
  z.object({ type: z.literal('telephone') }),
  /** A room; with `limit` where it asked for a picture. */
  z.object({ type: z.literal('soundOnly'), limit: orUndefined(pictureLimit) }),
  z.object({ type: z.literal('picture'), state: pictureState }),
]);

const leaveReason = z.enum([
  'left',
  'connectionLost',
  'meetingEnded',
  'removed',
]) satisfies z.ZodType<LeaveReason>;

/** From the line's server to the holder. */
export const toHolder = z.discriminatedUnion('type', [
  /**
   * Answered by `entered`. The number was looked up, and charged for, by the line's server. A call that is in there already is
   * entered anew.
   */
  z.object({
    type: z.literal('enter'),
    call,
    request,
    callId,
    room: z.string().refine(isRoom),
    identity,
    known: knownCaller.exactOptional(),
    sight,
    isListening: z.boolean(),
    isReached: z.boolean(),
    quality: connectionQuality,
  }),
  z.object({ type: z.literal('leave'), call, reason: leaveReason }),
  z.object({ type: z.literal('setMuted'), call, isMuted: z.boolean() }),
  z.object({ type: z.literal('setHandRaised'), call, isRaised: z.boolean() }),
  z.object({ type: z.literal('quality'), call, quality: connectionQuality }),
  z.object({ type: z.literal('listening'), call, isListening: z.boolean() }),
  z.object({ type: z.literal('reached'), call, isReached: z.boolean() }),
  z.object({ type: z.literal('picture'), call, state: pictureState }),
  ...engineAnswers,
]);
export type ToHolder = z.infer<typeof toHolder>;

const enterRefusal = z.enum([
  'notYetOpen',
  'locked',
  'full',
  'removed',
  'tooManyGuesses',
  'unavailable',
]) satisfies z.ZodType<EnterRefusal>;

const others = headcount;

const enterResult = z.discriminatedUnion('type', [
  z.object({ type: z.literal('entered'), others, isLinked: z.boolean() }),
  z.object({ type: z.literal('waiting'), isConvenerThere: z.boolean() }),
  z.object({ type: z.literal('unknown') }),
  z.object({ type: enterRefusal }),
]) satisfies z.ZodType<EnterResult>;

/** A method of `PresenceListener`, with what it is told. */
const presenceEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('admitted'), others }),
  z.object({ type: z.literal('denied') }),
  z.object({ type: z.literal('convenerPresenceChanged'), isConvenerThere: z.boolean() }),
  z.object({ type: z.literal('othersChanged'), others }),
  z.object({
    type: z.literal('microphoneChanged'),
    isMuted: z.boolean(),
    isByConvener: z.boolean(),
  }),
  z.object({ type: z.literal('audibilityChanged'), isHeard: z.boolean() }),
  z.object({ type: z.literal('onlyLegLeft') }),
  z.object({
    type: z.literal('released'),
    reason: z.enum(['soundTakenBack', 'youLeft', 'otherPhone']) satisfies z.ZodType<ReleaseReason>,
  }),
  z.object({ type: z.literal('handLowered') }),
  z.object({ type: z.literal('removed') }),
  z.object({
    type: z.literal('ended'),
    reason: z.enum([
      'spaceDeleted',
      'endedByConvener',
      'serverStopping',
      'mediaFailed',
      'moved',
    ]) satisfies z.ZodType<MeetingEndReason>,
  }),
]);
/** @public */
export type PresenceEvent = z.infer<typeof presenceEvent>;

/** From the holder to the line's server. */
export const toLine = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('entered'),
    call,
    request,
    /** `elsewhere`: the holder has found that it holds the meeting no longer. */
    result: z.discriminatedUnion('type', [enterResult, z.object({ type: z.literal('elsewhere') })]),
  }),
  /** Before what it explains. Without `person` outside the meeting: whoever waits in a lobby asks anew. */
  z.object({ type: z.literal('state'), call, headcount, person: knownCaller.exactOptional() }),
  z.object({ type: z.literal('told'), call, event: presenceEvent }),
  /** The meeting is at another server now, to be entered there. Nothing more is told of the call. */
  z.object({
    type: z.literal('elsewhere'),
    call,
    known: knownCaller.exactOptional(),
    wasWaiting: z.boolean(),
  }),
  z.object({ type: z.literal('toAudio'), command: audioCommand }),
  z.object({ type: z.literal('toPicture'), command: pictureCommand }),
]);
export type ToLine = z.infer<typeof toLine>;
