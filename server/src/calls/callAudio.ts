// The audio of one call's line: its RTP session in the audio engine, and what is played to it.
import type { AgreedAudio, LocalTransport } from '../rtp/agreedMedia.ts';
import type { AudioEngineClient } from '../sound/audioEngineClient.ts';
import type { EndpointKey } from '../sound/audioMessages.ts';

export class CallAudio {
  readonly #endpoint: EndpointKey;
  readonly #engine: AudioEngineClient;

  constructor(endpoint: EndpointKey, engine: AudioEngineClient) {
    this.#endpoint = endpoint;
    this.#engine = engine;
  }

  /**
   * Opens its ports.
   * @throws AudioUnavailable
   */
  open(): Promise<LocalTransport> {
    return this.#engine.openEndpoint(this.#endpoint);
  }

  agree(audio: AgreedAudio): void {
    this.#engine.post({ type: 'agree', endpoint: this.#endpoint, audio });
  }

  play(files: string[], isRepeated: boolean): void {
    this.#engine.post({ type: 'play', endpoint: this.#endpoint, files, isRepeated });
  }

  stopPlaying(): void {
    this.#engine.post({ type: 'stopPlaying', endpoint: this.#endpoint });
  }

  /** Presses keys on the call; `digitsSent` at the end. */
  sendDigits(digits: string): void {
    this.#engine.post({ type: 'sendDigits', endpoint: this.#endpoint, digits });
  }

  close(): void {
    this.#engine.post({ type: 'closeEndpoint', endpoint: this.#endpoint });
  }
}
