// What a meeting's server asks of the audio and picture threads at the line's server, and what these answer: on the wire.
import { z } from 'zod';
import { NAME_MAX_LENGTH } from '@distansmote/shared/names.ts';
import { LOAD_LEVELS } from '../../picture/loadLevel.ts';
import type { CompositionKey, PictureEndpointKey } from '../../picture/pictureKeys.ts';
import type { ToPictureThread } from '../../picture/pictureMessages.ts';
import type { Card, Scene, SharedScreen } from '../../picture/scene.ts';
import type { EndpointKey, MixKey, ToAudioThread } from '../../sound/audioMessages.ts';

/** A UUID. */
const keyOf = <Key extends string>() => z.uuid().transform((text) => text as Key);
/** JSON leaves out what is undefined; the types of the threads do not. */
export const orUndefined = <Schema extends z.ZodType>(schema: Schema) =>
  schema.optional().transform((value) => value);
const listOf = <Entry extends z.ZodType>(entry: Entry, max: number) =>
  z.array(entry).max(max).readonly();

export const endpointKey = keyOf<EndpointKey>();
const pictureEndpointKey = keyOf<PictureEndpointKey>();
const mix = keyOf<MixKey>();
const composition = keyOf<CompositionKey>();

/** UDP, of the sender's loopback. */
const port = z.int().min(1).max(65_535);
const ssrc = z.int().min(0).max(0xffff_ffff);
const payloadType = z.int().min(0).max(127);
/** Of an RTP header extension: with two-byte headers (RFC 8285 §4.3). */
const extensionId = z.int().min(1).max(255);

const meetingSpeechCodec = z.enum(['PCMA', 'G722']);

/** Of `ToAudioThread`, all that a meeting says of its mix and of the endpoints in it. */
export type ForAudio = Extract<
  ToAudioThread,
  {
    type:
      | 'openMix'
      | 'addSource'
      | 'removeSource'
      | 'closeMix'
      | 'enterMix'
      | 'leaveMix'
      | 'setMuted';
  }
>;

export const forAudio = z.discriminatedUnion('type', [
  z.object({ type: z.literal('openMix'), mix }),
  z.object({
    type: z.literal('addSource'),
    mix,
    source: z.object({ ssrc, payloadType, codec: z.enum(['opus', 'PCMA', 'G722']) }),
  }),
  z.object({ type: z.literal('removeSource'), mix, ssrc }),
  z.object({ type: z.literal('closeMix'), mix }),
  z.object({
    type: z.literal('enterMix'),
    endpoint: endpointKey,
    mix,
    sending: z.object({
      port,
      streams: listOf(z.object({ ssrc, payloadType, codec: meetingSpeechCodec }), 4),
      audioLevelId: extensionId,
    }),
  }),
  z.object({ type: z.literal('leaveMix'), endpoint: endpointKey }),
  z.object({
    type: z.literal('setMuted'),
    endpoint: endpointKey,
    isMuted: z.boolean(),
    isAlwaysHeard: z.boolean().exactOptional(),
  }),
]) satisfies z.ZodType<ForAudio>;

/** Twice as many as a meeting has. */
const MAX_SCENE_PEOPLE = 250;

const shownName = z.string().max(NAME_MAX_LENGTH);

const card = z.object({
  title: z.string().max(200),
  lines: listOf(z.string().max(500), 8),
}) satisfies z.ZodType<Card>;

/** With one of these fields. */
const sceneSource = z.union([
  z.strictObject({ ssrc }),
  z.strictObject({ endpoint: pictureEndpointKey }),
  z.strictObject({ slidesOf: pictureEndpointKey }),
]);

const sharedScreen = z.object({
  source: sceneSource,
  sharedBy: shownName,
}) satisfies z.ZodType<SharedScreen>;

const scenePerson = z.object({
  name: shownName,
  profession: orUndefined(shownName),
  isMuted: z.boolean(),
  isSpeaking: z.boolean(),
  showing: z.discriminatedUnion('type', [
    z.object({ type: z.literal('camera'), source: sceneSource }),
    z.object({ type: z.literal('noCamera') }),
    z.object({ type: z.literal('phone') }),
  ]),
});

const scene = z.object({
  screen: orUndefined(sharedScreen),
  slides: sharedScreen.optional(),
  people: listOf(scenePerson, MAX_SCENE_PEOPLE),
  own: z.object({ isMuted: z.boolean(), isHandRaised: z.boolean() }).exactOptional(),
}) satisfies z.ZodType<Scene>;

const sendingPicture = z.object({
  port,
  payloadType,
  ssrcs: listOf(ssrc, 3),
  content: z.enum(['camera', 'screen']).exactOptional(),
});

/** Of `ToPictureThread`, all that a meeting says of its composition and of the endpoints in it. */
export type ForPictures = Extract<
  ToPictureThread,
  {
    type:
      | 'openComposition'
      | 'addSource'
      | 'removeSource'
      | 'closeComposition'
      | 'enterComposition'
      | 'leaveComposition'
      | 'setLayers'
      | 'showScene'
      | 'showCard'
      | 'startSlides'
      | 'stopSlides';
  }
>;

export const forPictures = z.discriminatedUnion('type', [
  z.object({ type: z.literal('openComposition'), composition }),
  z.object({
    type: z.literal('addSource'),
    composition,
    source: z.object({
      ssrc,
      payloadType,
      orientationId: orUndefined(extensionId),
      feedbackPort: port,
    }),
  }),
  z.object({ type: z.literal('removeSource'), composition, ssrc }),
  z.object({ type: z.literal('closeComposition'), composition }),
  z.object({
    type: z.literal('enterComposition'),
    endpoint: pictureEndpointKey,
    composition,
    sending: sendingPicture,
  }),
  z.object({ type: z.literal('leaveComposition'), endpoint: pictureEndpointKey }),
  z.object({
    type: z.literal('setLayers'),
    endpoint: pictureEndpointKey,
    count: z.int().min(0).max(3),
  }),
  z.object({ type: z.literal('showScene'), endpoint: pictureEndpointKey, scene }),
  z.object({ type: z.literal('showCard'), endpoint: pictureEndpointKey, card }),
  z.object({
    type: z.literal('startSlides'),
    endpoint: pictureEndpointKey,
    sending: sendingPicture,
  }),
  z.object({ type: z.literal('stopSlides'), endpoint: pictureEndpointKey }),
]) satisfies z.ZodType<ForPictures>;

/** What the threads answer and tell of mixes and compositions; what they tell of a call stays at the line's server. */
export const fromEngines = [
  z.object({ type: z.literal('mixOpened'), mix, port }),
  z.object({ type: z.literal('mixRefused'), mix }),
  z.object({ type: z.literal('compositionOpened'), composition, port }),
  z.object({ type: z.literal('compositionRefused'), composition }),
  z.object({ type: z.literal('loadChanged'), composition, level: z.enum(LOAD_LEVELS) }),
  z.object({ type: z.literal('sourceChanged'), composition, ssrc, isArriving: z.boolean() }),
  /** The picture thread has died: every composition is gone. The sound goes on. */
  z.object({ type: z.literal('picturesDied') }),
] as const;
