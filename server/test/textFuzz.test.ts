// Randomly mutated packets of real-time text (TEXT_FUZZ of them): what they say is clean and bounded, and the line goes on.
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { tidyT140 } from '@distansmote/shared/signalling/t140.ts';
import { droppedDatagrams } from '@distansmote/testkit/network/droppedDatagrams.ts';
import { mutated } from '@distansmote/testkit/network/mutated.ts';
import { freePorts } from '@distansmote/testkit/network/ports.ts';
import { AudioThread } from '@distansmote/testkit/telephone/audioThread.ts';
import { SoundPhone } from '@distansmote/testkit/telephone/soundPhone.ts';
import { TextLine } from '@distansmote/testkit/telephone/textLine.ts';
import { waitFor } from '@distansmote/testkit/waiting/waitFor.ts';
import type { AgreedText } from '../src/rtp/agreedMedia.ts';
import type { EndpointKey } from '../src/sound/audioMessages.ts';

const COUNT = Number(process.env['TEXT_FUZZ'] ?? 10_000);
/** Batch size, so that the socket's buffer does not overflow. */
const BURST = 100;
const PACE_MS = 3;
const OPTIONS = { timeout: 120_000 + COUNT * 5, retry: 0 };
const WAIT = { timeout: 60_000, interval: 50 };
/** What a line takes (`textRtpSession.ts`), with what marks that there was more. */
const PER_SECOND = 31;
const BURST_CHARACTERS = 301;

let thread: AudioThread;
beforeEach(async () => {
  // Two port pairs, so that a leaked port is noticed at once.
  thread = new AudioThread(await freePorts(4));
});
afterEach(() => thread.stop());

async function openText(endpoint: EndpointKey, change: Partial<AgreedText> = {}) {
  const line = await TextLine.open();
  thread.post({ type: 'openText', endpoint });
  const { text } = await thread.event('textOpened', endpoint);
  line.connect(`m=text ${text.port} RTP/AVP 96 97`);
  const agreed: AgreedText = {
    kind: 'text',
    mediaLine: 1,
    address: '127.0.0.1',
    port: line.port,
    rtcpPort: line.port,
    isRtcpMuxed: true,
    signalledFrom: '127.0.0.1',
    isHearing: true,
    isSending: true,
    remoteSrtpKey: undefined,
    payloadType: 97,
    redundancyPayloadType: 96,
    generations: 2,
    charactersPerSecond: 30,
    isMixed: true,
    ...change,
  };
  thread.post({ type: 'agreeText', endpoint, text: agreed });
  return { line, port: text.port };
}

const said = (endpoint: EndpointKey) =>
  thread
    .eventsOf('textReceived', endpoint)
    .map(({ text }) => text)
    .join('');

test('a line of text survives many malformed packets', OPTIONS, async () => {
  const phone = await SoundPhone.open();
  const endpoint = await thread.openEndpoint('fuzzed', phone);
  const { line, port } = await openText(endpoint);
  const taken = [port, port + 1];
  const since = performance.now();
  for (let sent = 0; sent - (await droppedDatagrams(taken)) < COUNT; sent += BURST) {
    for (let at = 0; at < BURST; at += 1) {
      const packet = line.packet(['Hej', '👋🏽', '\b\b', '\uFEFF', 'å'.repeat(40)][at % 5] ?? '');
      line.sendRaw(mutated(packet));
      line.skip(Math.floor(Math.random() * 4));
    }
    await pause(PACE_MS);
  }
  const text = said(endpoint);
  expect(text.length).toBeGreaterThan(0);
  const seconds = (performance.now() - since) / 1_000;
  expect(Array.from(text).length).toBeLessThan(BURST_CHARACTERS + PER_SECOND * seconds);
  expect(tidyT140(text)).toBe(text);
  await waitFor(async () => {
    await line.type('Hallå där!');
    expect(said(endpoint)).toContain('Hallå där!');
  }, WAIT);
  thread.post({ type: 'writeText', endpoint, writer: { key: '', name: '' }, text: 'Läser du?' });
  await line.shows('Läser du?');
  thread.post({ type: 'closeEndpoint', endpoint });
  const next = await thread.openEndpoint('next', phone);
  await openText(next);
  line.close();
  phone.close();
});

test('a stranger at another address neither writes nor reads', OPTIONS, async () => {
  const phone = await SoundPhone.open();
  const endpoint = await thread.openEndpoint('called', phone);
  const { line, port } = await openText(endpoint);
  const stranger = await TextLine.open({ address: '127.0.0.77' });
  stranger.connect(`m=text ${port} RTP/AVP 96 97`);
  await stranger.type('Jag är Anna');
  await line.type('Jag är Bo');
  await waitFor(() => expect(said(endpoint)).toBe('Jag är Bo'), WAIT);
  thread.post({ type: 'writeText', endpoint, writer: { key: 'a', name: 'A' }, text: 'Hemligt' });
  await line.shows('Hemligt');
  expect(stranger.shown).toBe('');
  for (const one of [line, stranger, phone]) one.close();
});
