// Addresses of servers for captions: which are taken, and of which the operator is warned.
import { expect, test } from 'vitest';
import { captionSettings, captionWarnings, findCaptionProblem } from './captionSettings.ts';
import { readConfig } from './config.ts';

const url = captionSettings.CAPTIONS_URL.schema;

test.each([
  ['ws://127.0.0.1:2700', 'ws://127.0.0.1:2700'],
  ['wss://text.region.example/asr/', 'wss://text.region.example/asr'],
  ['https://text.region.example/v1', 'https://text.region.example/v1'],
  ['http://10.0.0.5:8080/kb/v1/', 'http://10.0.0.5:8080/kb/v1'],
])('%s is taken', (given, taken) => expect(url.parse(given)).toBe(taken));

test.each([
  'text.region.example',
  'https://text.region.example',
  'https://text.region.example/v1/audio/transcriptions',
  'https://anna:hemligt@text.region.example/v1',
  'https://text.region.example/v1?key=1',
  'ws://127.0.0.1:2700/#x',
  'file:///v1',
  `ws://${'a'.repeat(600)}`,
])('%s is refused', (given) => expect(url.safeParse(given).success).toBe(false));

test.each([
  'https://anna:hemligt@text.region.example/v1',
  'https://text.region.example/v1?key=hemligt',
])('what may be secret in %s is not printed when it is refused', (CAPTIONS_URL) => {
  expect(() => readConfig({ CAPTIONS_URL })).toThrow(/text\.region\.example\/v1/);
  expect(() => readConfig({ CAPTIONS_URL })).not.toThrow(/hemligt/);
});

test('a key without an address is told', () => {
  expect(findCaptionProblem((name) => name === 'CAPTIONS_KEY')).toContain('CAPTIONS_URL');
  expect(findCaptionProblem((name) => name.startsWith('CAPTIONS_'))).toBeUndefined();
  expect(findCaptionProblem(() => false)).toBeUndefined();
});

test.each([
  ['ws://127.0.0.1:2700', 0],
  ['ws://[::1]:2700', 0],
  ['http://localhost:8080/v1', 0],
  ['https://text.region.example/v1', 0],
  ['http://text.region.example/v1', 1],
  ['ws://127.region.example', 1],
])('%s warns %i times', (address, count) =>
  expect(captionWarnings({ CAPTIONS_URL: address })).toHaveLength(count),
);
test('without captions nothing warns', () => expect(captionWarnings({})).toEqual([]));
