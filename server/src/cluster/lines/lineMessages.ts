// What two servers say to each other of the calls that come in at one of them (the line's) for meetings of the other (the holder).
import { z } from 'zod';
import { NAME_MAX_LENGTH } from '@distansmote/shared/names.ts';
import type { LeaveReason, MeetingEndReason } from '@distansmote/shared/signalling/notices.ts';
import { role } from '@distansmote/shared/signalling/role.ts';
import {
  callId,
  connectionQuality,
  participantId,
  pictureLimit,
} from '@distansmote/shared/signalling/shapes.ts';
import type { CallerIdentity } from '../../calls/callerIdentity.ts';
import type { PictureState } from '../../calls/callPicture.ts';
import type { EnterRefusal, EnterResult } from '../../calls/ivr/ivrDeps.ts';
import type { ReleaseReason } from '../../meetings/events.ts';
import type { MuteAuthor } from '../../meetings/microphone.ts';
import { endpointKey, forAudio, forPictures, fromEngines, orUndefined } from './engineMessages.ts';

export type { ForAudio, ForPictures } from './engineMessages.ts';

/** Of one message, as JSON in UTF-8. The largest is a scene with everybody in a full meeting. */
export const MAX_LINE_BYTES = 128 * 1024;

/** The key of its sound, and of its picture. */
const call = endpointKey;
/** Of an entry, counted by the line's server. */
const number = z.int().min(0);
const headcount = z.int().min(0).max(1_000);

const personName = z.object({
  name: z.string().max(NAME_MAX_LENGTH),
  profession: z.string().max(NAME_MAX_LENGTH),
  role: role.exactOptional(),
});

/** Of real-time text at once: more than may be pasted. */
const MAX_TEXT_LENGTH = 10_000;

/** Longer than `callerUri.ts` and `callerNumber.ts` make them, with the trunk. */
const callerText = z.string().max(1_000);

/** Without their budget of guesses: the line's server has charged it. */
type CallerAbroad = Omit<CallerIdentity, 'client'>;
const identity = z.object({
  kind: z.enum(['phone', 'room']),
  name: personName,
  alias: orUndefined(callerText),
  address: callerText,
}) satisfies z.ZodType<CallerAbroad>;

/** Who the caller is in a meeting, by which they are let in at the next server. `identity` is what their call says of them. */
const knownCaller = z.object({
  id: participantId,
  name: personName,
  isLinked: z.boolean(),
  isRung: z.literal(true).exactOptional(),
  /** Undefined until they were in a meeting. */
  microphone: orUndefined(
    z.object({
      isMuted: z.boolean(),
      by: z.enum(['self', 'convener', 'handover']) satisfies z.ZodType<MuteAuthor>,
    }),
  ),
});
export type KnownAbroad = z.infer<typeof knownCaller>;
const known = orUndefined(knownCaller);

/** What a room's video lines are like at the moment. */
const pictureState = z.object({
  limit: orUndefined(z.enum(['failed', 'tooManyRooms'])),
  isSeeing: z.boolean(),
  isReached: z.boolean(),
  isSending: z.boolean(),
  takesSlides: z.boolean(),
  isSharing: z.boolean(),
}) satisfies z.ZodType<PictureState>;

const line = z.object({
  isListening: z.boolean(),
  isReached: z.boolean(),
  quality: connectionQuality,
  /** Whether it has a line for real-time text. */
  readsText: z.boolean().exactOptional(),
  /** Whether it is heard at 16 kHz. */
  isWideband: z.boolean().exactOptional(),
});

const enterRequest = z.object({
  /** The number was looked up, and charged for, by the line's server. */
  identity,
  goal: z.object({
    callId,
    known,
    isHandRaised: z.boolean(),
    wasWaiting: z.boolean(),
    guestId: participantId.optional(),
  }),
  /** Undefined for a telephone, and for a room that gets sound only. */
  picture: orUndefined(pictureState),
  /** Why a room that asked for a picture gets none. */
  pictureLimit: orUndefined(pictureLimit),
  line,
});
export type EnterRequest = z.infer<typeof enterRequest>;

const leaveReason = z.enum([
  'left',
  'connectionLost',
  'meetingEnded',
  'removed',
]) satisfies z.ZodType<LeaveReason>;

/** From the line's server to the holder. */
export const toHolder = z.discriminatedUnion('type', [
  /** Answered by `entered`. A call that is in there already is entered anew. */
  z.object({ type: z.literal('enter'), call, number, request: enterRequest }),
  /** The call is over, or is somewhere else now. */
  z.object({ type: z.literal('leave'), call, reason: leaveReason }),
  z.object({ type: z.literal('setMuted'), call, isMuted: z.boolean() }),
  z.object({ type: z.literal('setHandRaised'), call, isRaised: z.boolean() }),
  /** What has changed of it. */
  z.object({
    type: z.literal('line'),
    call,
    line: z.object({
      isListening: line.shape.isListening.exactOptional(),
      isReached: line.shape.isReached.exactOptional(),
      quality: line.shape.quality.exactOptional(),
      readsText: line.shape.readsText,
      isWideband: line.shape.isWideband,
    }),
  }),
  /** Only if `state` says that it is taken. */
  z.object({ type: z.literal('writeText'), call, text: z.string().max(MAX_TEXT_LENGTH) }),
  z.object({ type: z.literal('picture'), call, state: pictureState }),
  ...fromEngines,
]);
export type ToHolder = z.infer<typeof toHolder>;

const enterRefusal = z.enum([
  'notYetOpen',
  'locked',
  'full',
  'removed',
  'tooManyGuesses',
  'endedByConvener',
  'unavailable',
]) satisfies z.ZodType<EnterRefusal>;

const others = headcount;

const enterResult = z.discriminatedUnion('type', [
  z.object({ type: z.literal('entered'), others, isLinked: z.boolean() }),
  z.object({ type: z.literal('waiting'), isConvenerThere: z.boolean() }),
  z.object({ type: z.literal('unknown') }),
  z.object({ type: enterRefusal }),
]) satisfies z.ZodType<EnterResult>;

/** As the call is there. */
const callInMeeting = z.object({
  isHandRaised: z.boolean(),
  headcount,
  /** Undefined outside a meeting: whoever waits in a lobby asks anew. */
  known,
  /** By which they wait. */
  guestId: participantId.optional(),
  /** What the caller types is taken: older versions know no `writeText`. */
  takesText: z.literal(true).exactOptional(),
});
export type CallInMeeting = z.infer<typeof callInMeeting>;

/** A method of `PresenceListener`, with what it is told. */
const happened = z.discriminatedUnion('type', [
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
  z.object({ type: z.literal('captionsChanged'), isOn: z.boolean() }),
  z.object({ type: z.literal('handLowered') }),
  /** Only to a line that reads text. */
  z.object({
    type: z.literal('textWritten'),
    id: participantId,
    name: z.string().max(NAME_MAX_LENGTH),
    text: z.string().max(MAX_TEXT_LENGTH),
  }),
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
export type Happened = z.infer<typeof happened>;

/** From the holder to the line's server. */
export const toLine = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('entered'),
    call,
    number,
    /** `elsewhere`: the holder has found that it holds the meeting no longer. */
    result: z.discriminatedUnion('type', [enterResult, z.object({ type: z.literal('elsewhere') })]),
  }),
  /** Before what it explains. */
  z.object({ type: z.literal('state'), call, state: callInMeeting }),
  z.object({ type: z.literal('told'), call, happened }),
  /** It is in no meeting there any more, and is to be entered wherever that is now. */
  z.object({ type: z.literal('lost'), call }),
  z.object({ type: z.literal('audio'), message: forAudio }),
  z.object({ type: z.literal('pictures'), message: forPictures }),
]);
export type ToLine = z.infer<typeof toLine>;
