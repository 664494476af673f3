// Speech recognisers of both protocols against real servers: what they make of sound, and what becomes of bad answers.
import { afterEach, describe, expect, test } from 'vitest';
import type {
  Behaviour,
  RecognizerServer,
} from '@distansmote/testkit/captions/recognizerServer.ts';
import { startTranscriptionServer } from '@distansmote/testkit/captions/transcriptionServer.ts';
import { startVoskServer } from '@distansmote/testkit/captions/voskServer.ts';
import { tone } from '@distansmote/testkit/sound/tones.ts';
import type { RecognitionFailure, Recognizer } from '../src/captions/recognizer.ts';
import { TranscriptionRecognizer } from '../src/captions/transcriptionRecognizer.ts';
import { VoskRecognizer } from '../src/captions/voskRecognizer.ts';

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

const settings = (url: string) => ({ url, key: 'hemlig nyckel', model: 'kb', language: 'sv' });

/** Half a second of each tone. */
function* spoken(...hertz: number[]) {
  for (const one of hertz) for (let at = 0; at < 25; at += 1) yield tone(one, 320, 6_000, 16_000);
}

interface Heard {
  lines: { text: string; isFinal: boolean }[];
  why: RecognitionFailure | undefined;
}

/** @returns what came back, once it is over. */
function recognize(recognizer: Recognizer, frames: Iterable<Int16Array>): Promise<Heard> {
  const lines: Heard['lines'] = [];
  return new Promise((resolve) => {
    const recognition = recognizer.open({
      recognized: (text, isFinal) => lines.push({ text: text.trim(), isFinal }),
      done: (why) => resolve({ lines, why }),
    });
    for (const frame of frames) recognition.write(frame);
    recognition.end();
  });
}

async function vosk() {
  const server = await startVoskServer();
  stops.push(() => server.stop());
  return { server, recognizer: new VoskRecognizer(settings(server.url)) };
}

async function transcription() {
  const server = await startTranscriptionServer();
  stops.push(() => server.stop());
  return { server, recognizer: new TranscriptionRecognizer(settings(server.url)) };
}

describe.each<[string, () => Promise<{ server: RecognizerServer; recognizer: Recognizer }>]>([
  ['Vosk', vosk],
  ['an OpenAI-compatible server', transcription],
])('%s', (_name, start) => {
  test('makes words of sound, and has the key', async () => {
    const { server, recognizer } = await start();
    const { lines, why } = await recognize(recognizer, spoken(440, 600));
    expect(why).toBeUndefined();
    expect(lines.at(-1)).toEqual({ text: 'ett två', isFinal: true });
    expect(server).toMatchObject({ samples: 16_000, authorization: 'Bearer hemlig nyckel' });
    expect(await recognizer.probe()).toBe(true);
  });

  test.each<[Behaviour, RecognitionFailure]>([
    ['refuse', 'refused'],
    ['garbage', 'garbled'],
    ['huge', 'garbled'],
  ])('that is to %s is told as %s', async (behaviour, failure) => {
    const { server, recognizer } = await start();
    server.behaviour = behaviour;
    const { lines, why } = await recognize(recognizer, spoken(440));
    expect(why).toBe(failure);
    expect(lines).toEqual([]);
  });

  test('is followed nowhere else', async () => {
    const { server, recognizer } = await start();
    server.behaviour = 'redirect';
    const { why } = await recognize(recognizer, spoken(440));
    expect(['refused', 'unreachable']).toContain(why);
    expect(server.texts).toEqual([]);
  });

  test('that hangs up, or is not there, is told', async () => {
    const { server, recognizer } = await start();
    server.behaviour = 'hangUp';
    expect((await recognize(recognizer, spoken(440))).why).toBe('unreachable');
    stops.pop();
    await server.stop();
    expect((await recognize(recognizer, spoken(440))).why).toBe('unreachable');
    expect(await recognizer.probe()).toBe(false);
  });

  test('is told nothing of an utterance that was given up', async () => {
    const { server, recognizer } = await start();
    const recognition = recognizer.open({
      recognized: () => expect.unreachable(),
      done: () => expect.unreachable(),
    });
    for (const frame of spoken(440)) recognition.write(frame);
    recognition.abandon();
    await recognize(recognizer, spoken(600));
    expect(server.texts).toEqual(['två']);
  });
});

test('Vosk is told the rate, and what it floods is given up', async () => {
  const { server, recognizer } = await vosk();
  await recognize(recognizer, spoken(440));
  expect(server.rates).toEqual([16_000]);
  server.behaviour = 'flood';
  const { lines, why } = await recognize(recognizer, spoken(440));
  expect(why).toBe('flood');
  expect(lines.length).toBeLessThan(50);
});

test('one that never answers is told late', { timeout: 60_000 }, async () => {
  const late = [vosk, transcription].map(async (start) => {
    const { server, recognizer } = await start();
    server.behaviour = 'silent';
    return (await recognize(recognizer, spoken(440))).why;
  });
  expect(await Promise.all(late)).toEqual(['late', 'late']);
});

test('an OpenAI-compatible server is asked as documented, and of a huge answer most is never taken', async () => {
  const { server, recognizer } = await transcription();
  await recognize(recognizer, spoken(800));
  expect(server.fields).toEqual({
    model: 'kb',
    language: 'sv',
    response_format: 'json',
    temperature: '0',
  });
  server.behaviour = 'huge';
  await recognize(recognizer, spoken(800));
  expect(server.sentBytes).toBeLessThan(20_000_000);
});
