// Recognises speech by an OpenAI-compatible `/v1/audio/transcriptions`: one WAV file for each utterance.
import { z } from 'zod';
import { jsonOf, keyHeaders, MAX_ANSWER_BYTES } from './engineMessages.ts';
import type {
  Recognition,
  RecognitionFailure,
  RecognitionListener,
  Recognizer,
  RecognizerSettings,
} from './recognizer.ts';
import { wavFile } from './wavFile.ts';

const ANSWER_MS = 20_000;
const PROBE_MS = 5_000;

const transcription = z.object({ text: z.string() });

export class TranscriptionRecognizer implements Recognizer {
  // Text comes when an utterance is over: the shorter, the sooner. Whisper takes up to 30 s.
  readonly cutRules = { pauseAfterMs: 6_000, maxMs: 12_000 };
  readonly minSpokenMs = 240;
  readonly #settings: RecognizerSettings;

  constructor(settings: RecognizerSettings) {
    this.#settings = settings;
  }

  open(listener: RecognitionListener): Recognition {
    return new Transcription((wav, signal) => this.#transcribe(wav, signal), listener);
  }

  async probe(): Promise<boolean> {
    try {
      const response = await this.#ask('/models', { signal: AbortSignal.timeout(PROBE_MS) });
      await response.body?.cancel();
      // Many have no such list.
      return response.status < 500;
    } catch {
      return false;
    }
  }

  /** @throws Failed */
  async #transcribe(wav: Buffer, signal: AbortSignal): Promise<string> {
    const { model, language } = this.#settings;
    const form = new FormData();
    form.set('file', new Blob([new Uint8Array(wav)], { type: 'audio/wav' }), 'speech.wav');
    form.set('model', model);
    form.set('language', language);
    form.set('response_format', 'json');
    form.set('temperature', '0');
    const response = await this.#ask('/audio/transcriptions', {
      method: 'POST',
      body: form,
      signal,
    });
    if (!response.ok) {
      await response.body?.cancel();
      throw new Failed('refused');
    }
    const parsed = transcription.safeParse(jsonOf(await boundedText(response)));
    if (!parsed.success) throw new Failed('garbled');
    return parsed.data.text;
  }

  #ask(path: string, init: RequestInit): Promise<Response> {
    const headers = keyHeaders(this.#settings);
    return fetch(this.#settings.url + path, { ...init, redirect: 'error', headers });
  }
}

class Failed extends Error {
  override name = 'Failed';
  readonly why: RecognitionFailure;

  constructor(why: RecognitionFailure) {
    super(why);
    this.why = why;
  }
}

class Transcription implements Recognition {
  readonly #transcribe: (wav: Buffer, signal: AbortSignal) => Promise<string>;
  readonly #listener: RecognitionListener;
  readonly #abort = new AbortController();
  #frames: Int16Array[] = [];
  #isEnded = false;

  constructor(
    transcribe: (wav: Buffer, signal: AbortSignal) => Promise<string>,
    listener: RecognitionListener,
  ) {
    this.#transcribe = transcribe;
    this.#listener = listener;
  }

  write(samples: Int16Array): void {
    if (!this.#isEnded) this.#frames.push(samples);
  }

  end(): void {
    if (this.#isEnded) return;
    this.#isEnded = true;
    const wav = wavFile(this.#frames);
    this.#frames = [];
    void this.#submit(wav);
  }

  abandon(): void {
    this.#isEnded = true;
    this.#frames = [];
    this.#abort.abort();
  }

  async #submit(wav: Buffer): Promise<void> {
    const { signal } = this.#abort;
    const late = AbortSignal.timeout(ANSWER_MS);
    let why: RecognitionFailure | undefined;
    try {
      const text = await this.#transcribe(wav, AbortSignal.any([signal, late]));
      if (!signal.aborted) this.#listener.recognized(text, true);
    } catch (error) {
      why = error instanceof Failed ? error.why : late.aborted ? 'late' : 'unreachable';
    }
    if (!signal.aborted) this.#listener.done(why);
  }
}

/** @throws Failed when it is larger than any answer. */
async function boundedText(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  // Leaving the loop cancels the rest.
  const body: AsyncIterable<Uint8Array> | undefined = response.body ?? undefined;
  if (body === undefined) return '';
  for await (const chunk of body) {
    bytes += chunk.length;
    if (bytes > MAX_ANSWER_BYTES) throw new Failed('garbled');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}
