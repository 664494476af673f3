// Continuous speech by Debian's espeak-ng, since codecs treat a voice differently from a tone.
import { existsSync } from 'node:fs';
import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { run } from '@distansmote/testkit/network/run.ts';

const PROGRAM = '/usr/bin/espeak-ng';
const WORDS =
  'Hej, jag heter Karin och är distriktssköterska i Torsås. I dag talar vi om hur det går hemma, ' +
  'vilka läkemedel som behövs och vilken hjälp som finns. Säg till om något är oklart.';

/** Undefined where espeak-ng is installed. */
export function whyNoSpeech(): string | undefined {
  return existsSync(PROGRAM) ? undefined : 'needs espeak-ng, which the tests install as root';
}

/** @returns the path of a WAV file of some ten seconds, in Swedish. */
export async function speech(): Promise<string> {
  const path = join(await mkdtemp(join(tmpdir(), 'distansmote-speech-')), 'speech.wav');
  await run([PROGRAM, '-v', 'sv', '-w', path, WORDS]);
  return path;
}

/** Makes a Firefox page speak, whose fake microphone has a single tone; call it before the page is opened. */
export async function speakIn(page: Page, file: string): Promise<void> {
  await page.addInitScript(speakInPlace, (await readFile(file)).toString('base64'));
}

/** Self-contained: it runs in the page. */
function speakInPlace(wav: string): void {
  const { mediaDevices } = navigator as Partial<Navigator>;
  // The initial empty page has no devices.
  if (mediaDevices === undefined) return;
  const open = mediaDevices.getUserMedia.bind(mediaDevices);
  mediaDevices.getUserMedia = async (constraints) => {
    const stream = await open(constraints);
    for (const track of stream.getAudioTracks()) stream.removeTrack(track);
    if (!constraints?.audio) return stream;
    const context = new AudioContext();
    const bytes = Uint8Array.from(atob(wav), (letter) => letter.charCodeAt(0));
    const buffer = await context.decodeAudioData(bytes.buffer);
    const voice = new AudioBufferSourceNode(context, { buffer, loop: true });
    const destination = new MediaStreamAudioDestinationNode(context);
    voice.connect(destination);
    voice.start();
    for (const track of destination.stream.getAudioTracks()) stream.addTrack(track);
    return stream;
  };
}
