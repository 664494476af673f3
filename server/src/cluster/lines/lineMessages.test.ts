// What the servers of a cluster say of calls fits what is done with it, in both directions, and nothing else passes.
import { randomUUID } from 'node:crypto';
import type { CallId, ParticipantId } from '@distansmote/shared/ids.ts';
import { expect, expectTypeOf, test } from 'vitest';
import type { z } from 'zod';
import type { EnterResult } from '../../calls/ivr/ivrDeps.ts';
import type { CompositionKey, PictureEndpointKey } from '../../picture/pictureKeys.ts';
import type { EndpointKey, MixKey } from '../../sound/audioMessages.ts';
import { type ForAudio, forAudio, type ForPictures, forPictures } from './engineMessages.ts';
import {
  type EnterRequest,
  MAX_LINE_BYTES,
  type ToHolder,
  toHolder,
  type ToLine,
  toLine,
} from './lineMessages.ts';

test('what a thread can be told at one server can be said to the other, and the reverse', () => {
  expectTypeOf<ForAudio>().toExtend<z.infer<typeof forAudio>>();
  expectTypeOf<z.infer<typeof forAudio>>().toExtend<ForAudio>();
  expectTypeOf<ForPictures>().toExtend<z.infer<typeof forPictures>>();
  expectTypeOf<z.infer<typeof forPictures>>().toExtend<ForPictures>();
  expectTypeOf<EnterResult>().toExtend<Extract<ToLine, { type: 'entered' }>['result']>();
});

const call = randomUUID() as string as EndpointKey;
const endpoint = call as string as PictureEndpointKey;
const mix = randomUUID() as string as MixKey;
const composition = randomUUID() as string as CompositionKey;
const known = {
  id: randomUUID() as string as ParticipantId,
  name: { name: 'Åsa', profession: '' },
  isLinked: true,
  isRung: true as const,
  microphone: { isMuted: true, by: 'convener' as const },
};
const request: EnterRequest = {
  identity: {
    kind: 'phone',
    name: { name: '070-••• 12', profession: '' },
    alias: undefined,
    address: '192.0.2.1',
  },
  goal: {
    callId: '123456789' as CallId,
    known,
    isHandRaised: false,
    wasWaiting: false,
  },
  picture: undefined,
  pictureLimit: undefined,
  line: { isListening: true, isReached: true, quality: 'good' },
};
const enter: ToHolder = { type: 'enter', call, number: 0, request };
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
    { type: 'line', call, line: { quality: 'poor' } },
    { type: 'line', call, line: { readsText: true } },
    { type: 'writeText', call, text: 'Hej\b\u2028' },
    { type: 'mixOpened', mix, port: 40_000 },
    { type: 'loadChanged', composition, level: 'oneTile' },
  ],
  toLine: [
    { type: 'entered', call, number: 0, result: { type: 'locked' } },
    { type: 'entered', call, number: 0, result: { type: 'elsewhere' } },
    {
      type: 'state',
      call,
      state: { isHandRaised: true, headcount: 3, known: undefined },
    },
    { type: 'told', call, happened: { type: 'released', reason: 'otherPhone' } },
    {
      type: 'told',
      call,
      happened: { type: 'textWritten', id: known.id, name: longName, text: 'Hej' },
    },
    { type: 'audio', message: { type: 'setMuted', endpoint: call, isMuted: true } },
    {
      type: 'pictures',
      message: {
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
  const { identity, goal } = request;
  const asking = (change: object) => ({ ...enter, request: { ...request, ...change } });
  const wrong: unknown[] = [
    null,
    'enter',
    [enter],
    { type: 'openMix', mix },
    { ...enter, call: '../x' },
    { ...enter, number: -1 },
    asking({ goal: { ...goal, callId: '012345678' } }),
    asking({ identity: { ...identity, address: 'x'.repeat(1_001) } }),
    asking({ identity: { ...identity, alias: 'x'.repeat(1_001) } }),
    asking({ picture: { isSeeing: true } }),
    { type: 'writeText', call, text: 'x'.repeat(10_001) },
    { type: 'mixOpened', mix, port: 0 },
    { type: 'mixOpened', mix, port: 65_536 },
    { type: 'mixOpened', mix, port: '40000' },
    { type: 'sourceChanged', composition, ssrc: 2 ** 32, isArriving: true },
  ];
  for (const said of wrong)
    expect(toHolder.safeParse(said).success, JSON.stringify(said)).toBe(false);
  const scene = { people: Array.from({ length: 251 }, () => person) };
  const wrongToLine: unknown[] = [
    { type: 'audio', message: { type: 'closeEndpoint', endpoint: call } },
    { type: 'audio', message: { type: 'play', endpoint: call, files: ['/etc/passwd'] } },
    { type: 'audio', message: { type: 'stop' } },
    { type: 'pictures', message: { type: 'closeEndpoint', endpoint } },
    { type: 'pictures', message: { type: 'showScene', endpoint, scene } },
    { type: 'pictures', message: { type: 'setLayers', endpoint, count: 4 } },
    { type: 'told', call, happened: { type: 'answered' } },
    { type: 'told', call, happened: { type: 'hungUp' } },
  ];
  for (const said of wrongToLine)
    expect(toLine.safeParse(said).success, JSON.stringify(said)).toBe(false);
});
