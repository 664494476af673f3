// What the telephones of one meeting hear: opened for the first of them, closed after the last.
import { randomUUID } from 'node:crypto';
import type { Log } from '../platform/log.ts';
import type { AudioSource, PhoneDownlink } from '../media/phoneDownlink.ts';
import type { SentTrack } from '../media/sentTrack.ts';
import type { Meeting } from '../meetings/meeting.ts';
import type { AudioEngineClient } from '../sound/audioEngineClient.ts';
import type { MixKey } from '../sound/soundMessages.ts';

export class MeetingAudioBridge {
  readonly mix: MixKey;
  readonly #meeting: Meeting;
  readonly #link: AudioEngineClient;
  readonly #log: Log;
  /** Telephones hear each other in the sound thread itself. */
  readonly #telephones = new WeakSet<SentTrack>();
  #listening: PhoneDownlink | undefined;
  #closed = false;

  private constructor(meeting: Meeting, link: AudioEngineClient, log: Log) {
    this.mix = randomUUID() as string as MixKey;
    this.#meeting = meeting;
    this.#link = link;
    this.#log = log;
  }

  static async open(
    meeting: Meeting,
    link: AudioEngineClient,
    log: Log,
  ): Promise<MeetingAudioBridge> {
    const sound = new MeetingAudioBridge(meeting, link, log);
    const { mix } = sound;
    const port = await link.openMix(mix);
    try {
      sound.#listening = await meeting.media.openPhoneDownlink(port, {
        sourceAdded: (source: AudioSource) => link.post({ type: 'addSource', mix, source }),
        sourceRemoved: (ssrc) => link.post({ type: 'removeSource', mix, ssrc }),
      });
    } catch (error) {
      link.post({ type: 'closeMix', mix });
      throw error;
    }
    return sound;
  }

  addTelephone(track: SentTrack): void {
    this.#telephones.add(track);
  }

  /** One that is heard already, and a telephone's, is passed over. */
  hear(track: SentTrack): void {
    if (this.#closed || this.#telephones.has(track)) return;
    this.#listening?.addTrack(track).catch((error: unknown) => {
      this.#log.error({ err: error }, 'telephones cannot hear a track');
    });
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    if (this.#listening !== undefined) this.#meeting.media.closePhoneDownlink(this.#listening);
    this.#link.post({ type: 'closeMix', mix: this.mix });
  }
}
