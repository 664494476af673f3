// The audio of one meeting, sent to the audio engine: what its telephones hear.
import { randomUUID } from 'node:crypto';
import type { Log } from '../platform/log.ts';
import type { AudioSource, AudioDownlink } from '../media/audioDownlink.ts';
import type { SentTrack } from '../media/sentTrack.ts';
import type { Meeting } from '../meetings/meeting.ts';
import type { MixKey, ToMix } from '../sound/audioMessages.ts';

/** The audio engine that the calls' endpoints are open in: this server's, or another's. */
export interface MixEngine {
  /**
   * @returns the port of the loopback where it takes the meeting's audio.
   * @throws AudioUnavailable
   */
  openMix(mix: MixKey): Promise<number>;
  post(message: ToMix): void;
}

export class MeetingAudioBridge {
  readonly mix: MixKey;
  readonly #meeting: Meeting;
  readonly #engine: MixEngine;
  readonly #log: Log;
  /** Telephones' own tracks: the audio engine mixes those itself. */
  readonly #callTracks = new WeakSet<SentTrack>();
  #downlink: AudioDownlink | undefined;
  #closed = false;

  private constructor(meeting: Meeting, engine: MixEngine, log: Log) {
    this.mix = randomUUID() as string as MixKey;
    this.#meeting = meeting;
    this.#engine = engine;
    this.#log = log;
  }

  /**
   * Opens a mix in the audio engine, and a downlink from the meeting to it.
   * @throws AudioUnavailable
   */
  static async open(meeting: Meeting, engine: MixEngine, log: Log): Promise<MeetingAudioBridge> {
    const bridge = new MeetingAudioBridge(meeting, engine, log);
    const { mix } = bridge;
    const port = await engine.openMix(mix);
    try {
      bridge.#downlink = await meeting.media.openAudioDownlink(port, {
        sourceAdded: (source: AudioSource) => engine.post({ type: 'addSource', mix, source }),
        sourceRemoved: (ssrc) => engine.post({ type: 'removeSource', mix, ssrc }),
      });
    } catch (error) {
      engine.post({ type: 'closeMix', mix });
      throw error;
    }
    return bridge;
  }

  addCall(track: SentTrack): void {
    this.#callTracks.add(track);
  }

  /** Adds a track to the mix. Tracks of calls, which the engine has anyway, and repeated ones are ignored. */
  addTrack(track: SentTrack): void {
    if (this.#closed || this.#callTracks.has(track)) return;
    this.#downlink?.addTrack(track).catch((error: unknown) => {
      this.#log.error({ err: error }, 'adding track to phone mix failed');
    });
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    if (this.#downlink !== undefined) this.#meeting.media.closeAudioDownlink(this.#downlink);
    this.#engine.post({ type: 'closeMix', mix: this.mix });
  }
}
