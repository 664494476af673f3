// A microphone without sound: packets of Opus's size and pace, for speech or silence.
import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { TrackOffer } from '@distansmote/shared/signalling/shapes.ts';
import { EXTENSION_ID, OPUS, sentExtensions } from './browserCapabilities.ts';
import type { MediaLine } from './mediaLine.ts';
import { SentStream, type TransportSequence } from './sentStream.ts';

/** May change while it is on. */
export interface MicrophoneSettings {
  /** In silence it sends occasional comfort noise (DTX), like our pages. */
  isSpeaking: boolean;
  /** The level of speech in -dBov, 0 the loudest (RFC 6464); default that of ordinary speech. */
  level?: number;
  /** Called after each packet of speech. */
  onSpeech?: () => void;
}

const MID = '0';
/** 32 kbit/s. */
const SPEECH = { intervalMs: 20, bytes: 80, level: 30 };
const QUIET = { intervalMs: 400, bytes: 3, level: 127 };
/** The flag for voice activity (RFC 6464 §3). */
const VOICE = 0x80;
const speech = randomBytes(SPEECH.bytes);

export class Microphone {
  readonly source = 'microphone';
  readonly streams: [SentStream];
  readonly #settings: MicrophoneSettings;
  #isOn = false;

  constructor(
    line: MediaLine | undefined,
    settings: MicrophoneSettings,
    sequence: TransportSequence,
  ) {
    const { payloadType, clockRate } = OPUS;
    this.streams = [new SentStream(line, { mid: MID, payloadType, clockRate }, sequence)];
    this.#settings = settings;
  }

  offer(cname: string): TrackOffer {
    const [{ ssrc }] = this.streams;
    return {
      source: 'microphone',
      isPaused: false,
      rtpParameters: {
        mid: MID,
        codecs: [OPUS],
        headerExtensions: sentExtensions.audio,
        encodings: [{ ssrc, dtx: true }],
        rtcp: { cname, reducedSize: true, mux: true },
      },
    };
  }

  start(): void {
    this.#isOn = true;
    void this.#run();
  }

  stop(): void {
    this.#isOn = false;
  }

  async #run(): Promise<void> {
    const [stream] = this.streams;
    let due = performance.now() + Math.random() * this.#sound.intervalMs;
    while (this.#isOn) {
      await pause(Math.max(0, due - performance.now()));
      const { bytes, level, intervalMs } = this.#sound;
      const extension = { id: EXTENSION_ID.audioLevel, payload: Buffer.of(level) };
      if (!this.#isOn) return;
      stream.send([speech.subarray(0, bytes)], [extension]);
      if (bytes === SPEECH.bytes) this.#settings.onSpeech?.();
      due += intervalMs;
    }
  }

  get #sound(): { intervalMs: number; bytes: number; level: number } {
    const { isSpeaking, level = SPEECH.level } = this.#settings;
    return isSpeaking ? { ...SPEECH, level: VOICE | level } : QUIET;
  }
}
