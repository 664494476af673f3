// The sound of each meeting that telephones are in: opened for its first telephone, closed after its last.
import type { Log } from '../platform/log.ts';
import type { Meeting } from '../meetings/meeting.ts';
import type { AudioEngineClient } from '../sound/audioEngineClient.ts';
import { MeetingAudioBridge } from './meetingAudioBridge.ts';

interface InUse {
  opening: Promise<MeetingAudioBridge>;
  telephones: number;
}

export class MeetingAudioBridges {
  readonly #engine: AudioEngineClient;
  readonly #log: Log;
  readonly #inUse = new Map<Meeting, InUse>();

  constructor(engine: AudioEngineClient, log: Log) {
    this.#engine = engine;
    this.#log = log;
  }

  /** For one more telephone, which gives it back, also where it cannot be opened. */
  take(meeting: Meeting): Promise<MeetingAudioBridge> {
    let inUse = this.#inUse.get(meeting);
    if (inUse === undefined) {
      inUse = { opening: MeetingAudioBridge.open(meeting, this.#engine, this.#log), telephones: 0 };
      this.#inUse.set(meeting, inUse);
    }
    inUse.telephones += 1;
    return inUse.opening;
  }

  /** @param taken what `take` gave: after the sound thread has died another may be in its place. */
  giveBack(meeting: Meeting, taken: Promise<MeetingAudioBridge>): void {
    const inUse = this.#inUse.get(meeting);
    if (inUse?.opening !== taken) return;
    inUse.telephones -= 1;
    if (inUse.telephones > 0) return;
    this.#inUse.delete(meeting);
    // One that could not be opened has nothing to close.
    inUse.opening.then((bridge) => bridge.close()).catch(() => undefined);
  }

  /** The sound thread is gone, with every telephone in it. */
  forgetAll(): void {
    for (const { opening } of this.#inUse.values())
      opening.then((bridge) => bridge.close()).catch(() => undefined);
    this.#inUse.clear();
  }
}
