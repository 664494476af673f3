// Recognises speech by the WebSocket protocol of Vosk: sound goes there as it is spoken, text comes back word by word.
import { WebSocket } from 'ws';
import { WIDEBAND } from '../sound/sampleRate.ts';
import { keyHeaders, MAX_ANSWER_BYTES } from './engineMessages.ts';
import type {
  Recognition,
  RecognitionFailure,
  RecognitionListener,
  Recognizer,
  RecognizerSettings,
} from './recognizer.ts';
import { voskAnswer } from './voskAnswer.ts';
import { s16le } from './wavFile.ts';

const CONNECT_MS = 5_000;
/** After the last word. */
const ANSWER_MS = 10_000;
/** Sent together: 200 ms. */
const FRAMES_PER_MESSAGE = 10;
/** Vosk answers each message. One that lags behind by eight seconds is too slow to be read along. */
const MAX_UNANSWERED = 40;
/** More answers than this beyond one for each message are no answers. */
const MAX_UNASKED = 20;
/** Vosk compares these very bytes. */
const END = '{"eof" : 1}';

export class VoskRecognizer implements Recognizer {
  readonly cutRules = { pauseAfterMs: 50_000, maxMs: 60_000 };
  readonly minSpokenMs = 0;
  readonly #settings: RecognizerSettings;

  constructor(settings: RecognizerSettings) {
    this.#settings = settings;
  }

  open(listener: RecognitionListener): Recognition {
    return new VoskRecognition(this.#connect(), listener);
  }

  probe(): Promise<boolean> {
    return new Promise((resolve) => {
      const recognition = this.open({ recognized: () => undefined, done: (why) => resolve(!why) });
      recognition.end();
    });
  }

  #connect(): WebSocket {
    return new WebSocket(this.#settings.url, {
      handshakeTimeout: CONNECT_MS,
      followRedirects: false,
      perMessageDeflate: false,
      maxPayload: MAX_ANSWER_BYTES,
      headers: keyHeaders(this.#settings),
    });
  }
}

class VoskRecognition implements Recognition {
  readonly #socket: WebSocket;
  #listener: RecognitionListener | undefined;
  #frames: Int16Array[] = [];
  /** Until it is connected. */
  #waiting: (string | Buffer)[] = [];
  #sent = 0;
  #answered = 0;
  #isEnded = false;
  /** Since the end was sent. */
  #hasLast = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(socket: WebSocket, listener: RecognitionListener) {
    this.#socket = socket;
    this.#listener = listener;
    this.#waiting.push(JSON.stringify({ config: { sample_rate: WIDEBAND } }));
    socket.on('open', () => {
      for (const message of this.#waiting.splice(0)) socket.send(message);
    });
    socket.on('message', (data, isBinary) => this.#answer(data, isBinary));
    // Whatever comes next, it is over.
    socket.on('unexpected-response', (_request, response) => {
      response.destroy();
      this.#done('refused');
    });
    socket.on('error', ({ code = '' }: NodeJS.ErrnoException) =>
      // What `ws` itself finds wrong is in the answer.
      this.#done(code.startsWith('WS_ERR_') ? 'garbled' : this.#failure),
    );
    socket.on('close', () => this.#done(this.#hasLast ? undefined : this.#failure));
  }

  write(samples: Int16Array): void {
    if (this.#isEnded) return;
    this.#frames.push(samples);
    if (this.#frames.length >= FRAMES_PER_MESSAGE) this.#sendFrames();
  }

  end(): void {
    if (this.#isEnded || this.#listener === undefined) return;
    if (this.#frames.length > 0) this.#sendFrames();
    this.#isEnded = true;
    this.#send(END);
    this.#timer = setTimeout(() => this.#done('late'), ANSWER_MS);
  }

  abandon(): void {
    this.#listener = undefined;
    this.#close();
  }

  /** Why it closes before its last answer. */
  get #failure(): RecognitionFailure {
    return this.#answered === 0 ? 'unreachable' : 'garbled';
  }

  #sendFrames(): void {
    const frames = this.#frames;
    this.#frames = [];
    if (this.#listener === undefined) return;
    this.#sent += 1;
    if (this.#sent - this.#answered > MAX_UNANSWERED) return this.#done('late');
    this.#send(s16le(frames));
  }

  #send(message: string | Buffer): void {
    if (this.#socket.readyState === WebSocket.CONNECTING) this.#waiting.push(message);
    else if (this.#socket.readyState === WebSocket.OPEN) this.#socket.send(message);
  }

  #answer(data: WebSocket.RawData, isBinary: boolean): void {
    this.#answered += 1;
    if (this.#answered > this.#sent + MAX_UNASKED) return this.#done('flood');
    const answer = isBinary ? undefined : voskAnswer(asText(data));
    if (answer === undefined) return this.#done('garbled');
    this.#listener?.recognized(answer.text, answer.isFinal);
    if (!this.#isEnded || !answer.isFinal) return;
    this.#hasLast = true;
    // The answer to the end is the one after those to all that was sent before.
    if (this.#answered > this.#sent) this.#done();
  }

  #done(why?: RecognitionFailure): void {
    const listener = this.#listener;
    this.#listener = undefined;
    this.#close();
    listener?.done(why);
  }

  #close(): void {
    clearTimeout(this.#timer);
    this.#waiting = [];
    this.#frames = [];
    this.#isEnded = true;
    this.#socket.terminate();
  }
}

function asText(data: WebSocket.RawData): string {
  if (Array.isArray(data)) return Buffer.concat(data).toString();
  return Buffer.isBuffer(data) ? data.toString() : Buffer.from(data).toString();
}
