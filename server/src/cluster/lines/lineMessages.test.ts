// What the servers of a cluster say of calls fits what is done with it, in both directions, and nothing else passes.
import { randomUUID } from 'node:crypto';
import type { CallId, ParticipantId } from '@distansmote/shared/ids.ts';
import { expect, expectTypeOf, test } from 'vitest';
import type { z } from 'zod';
import type { EnterResult } from '../../calls/ivr/ivrDeps.ts';
import type { CompositionKey, PictureEndpointKey } from '../../picture/pictureKeys.ts';
import type { EndpointKey, MixKey } from '../../sound/audioMessages.ts';
import {
  type AudioCommand,
  audioCommand,
  type PictureCommand,
  pictureCommand,
} from './engineMessages.ts';
import {
  type KnownAbroad,
  MAX_LINE_BYTES,
  type ToHolder,
  toHolder,
  type ToLine,
  toLine,
} from './lineMessages.ts';

test('what a thread can be told at one server can be said to the other, and the reverse', () => {
  expectTypeOf<AudioCommand>().toExtend<z.infer<typeof audioCommand>>();
  expectTypeOf<z.infer<typeof audioCommand>>().toExtend<AudioCommand>();
  expectTypeOf<PictureCommand>().toExtend<z.infer<typeof pictureCommand>>();
  expectTypeOf<z.infer<typeof pictureCommand>>().toExtend<PictureCommand>();
  expectTypeOf<EnterResult>().toExtend<Extract<ToLine, { type: 'entered' }>['result']>();
});

const call = randomUUID() as string as EndpointKey;
const endpoint = call as string as PictureEndpointKey;
const mix = randomUUID() as string as MixKey;
const composition = randomUUID() as string as CompositionKey;
const known: KnownAbroad = {
  id: randomUUID() as string as ParticipantId,
  name: { name: 'Åsa', profession: '' },
  isLinked: true,
  isHandRaised: false,
  microphone: { isMuted: true, by: 'convener' },
};
const enter = {
  type: 'enter',
  call,
  request: 0,
  callId: '123456789' as CallId,
  room: 'abcdefghijklmnop',
  identity: {
    kind: 'phone',
    name: { name: '070-••• 12', profession: '' },
    client: { budgetKeys: ['caller:+46700000012'], sharedBudget: 'phonesTotal' },
    alias: undefined,
    address: '192.0.2.1',
  },
  known,
  sight: { type: 'telephone' },
  isListening: true,
  isReached: true,
  quality: 'good',
} as const satisfies ToHolder;
const longName = '\u{1f469}'.repeat(30);
const person = {
  name: longName,
  profession: undefined,
  isMuted: false,
  isSpeaking: false,
  showing: { type: 'camera' as const, source: { endpoint } },
};

const SAID: { toHolder: ToHolder[]; toLine: ToLine[] } = {
  toHolder: [
    enter,
    { type: 'leave', call, reason: 'connectionLost' },
    { type: 'quality', call, quality: 'poor' },
    { type: 'mixOpened', mix, port: 40_000 },
    { type: 'loadChanged', composition, level: 'oneTile' },
  ],
  toLine: [
    { type: 'entered', call, request: 0, result: { type: 'locked' } },
    { type: 'entered', call, request: 0, result: { type: 'elsewhere' } },
    { type: 'state', call, headcount: 3, person: known },
    { type: 'told', call, event: { type: 'released', reason: 'otherPhone' } },
    { type: 'toAudio', command: { type: 'setMuted', endpoint: call, isMuted: true } },
    {
      type: 'toPicture',
      command: {
        type: 'showScene',
        endpoint,
        scene: {
          screen: undefined,
          slides: { source: { slidesOf: endpoint }, sharedBy: longName },
          people: Array.from({ length: 110 }, () => person),
          own: { isMuted: false, isHandRaised: true },
        },
      },
    },
  ],
};

const overTheWire = (said: unknown): unknown => JSON.parse(JSON.stringify(said));

test('arrives as it was said, in a line of its size', () => {
  for (const [schema, all] of [
    [toHolder, SAID.toHolder],
    [toLine, SAID.toLine],
  ] as const)
    for (const said of all) {
      expect(schema.parse(overTheWire(said))).toEqual(said);
      expect(Buffer.byteLength(JSON.stringify(said))).toBeLessThan(MAX_LINE_BYTES);
    }
});

test('what no server says is refused', () => {
  const { identity } = enter;
  const wrong: unknown[] = [
    null,
    'enter',
    [enter],
    { type: 'openMix', mix },
    { ...enter, call: '../x' },
    { ...enter, request: -1 },
    { ...enter, callId: '012345678' },
    { ...enter, room: 'x' },
    { ...enter, identity: { ...identity, address: 'x'.repeat(1_001) } },
    { ...enter, identity: { ...identity, client: { budgetKeys: Array(5).fill('x') } } },
    { ...enter, sight: { type: 'picture' } },
    { type: 'mixOpened', mix, port: 0 },
    { type: 'mixOpened', mix, port: 65_536 },
    { type: 'mixOpened', mix, port: '40000' },
    { type: 'sourceChanged', composition, ssrc: 2 ** 32, isArriving: true },
  ];
  for (const said of wrong)
    expect(toHolder.safeParse(said).success, JSON.stringify(said)).toBe(false);
  const scene = { people: Array.from({ length: 251 }, () => person) };
  const wrongToLine: unknown[] = [
    { type: 'toAudio', command: { type: 'closeEndpoint', endpoint: call } },
    { type: 'toAudio', command: { type: 'play', endpoint: call, files: ['/etc/passwd'] } },
    { type: 'toAudio', command: { type: 'stop' } },
    { type: 'toPicture', command: { type: 'closeEndpoint', endpoint } },
    { type: 'toPicture', command: { type: 'showScene', endpoint, scene } },
    { type: 'toPicture', command: { type: 'setLayers', endpoint, count: 4 } },
    { type: 'told', call, event: { type: 'answered' } },
    { type: 'told', call, event: { type: 'hungUp' } },
  ];
  for (const said of wrongToLine)
    expect(toLine.safeParse(said).success, JSON.stringify(said)).toBe(false);
});
