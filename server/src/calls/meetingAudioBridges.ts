// The audio bridges in use: opened for a meeting's first telephone, closed after its last.
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

  /** Acquires the bridge for one more telephone, which must release it, even when opening failed. */
  acquire(meeting: Meeting): Promise<MeetingAudioBridge> {
    let inUse = this.#inUse.get(meeting);
    if (inUse === undefined) {
      inUse = { opening: MeetingAudioBridge.open(meeting, this.#engine, this.#log), telephones: 0 };
      this.#inUse.set(meeting, inUse);
    }
    inUse.telephones += 1;
    return inUse.opening;
  }

  /** @param acquired what `acquire` returned: after the audio engine has died, a new bridge may have replaced it. */
  release(meeting: Meeting, acquired: Promise<MeetingAudioBridge>): void {
    const inUse = this.#inUse.get(meeting);
    if (inUse?.opening !== acquired) return;
    inUse.telephones -= 1;
    if (inUse.telephones > 0) return;
    this.#inUse.delete(meeting);
    // If opening failed there is nothing to close.
    inUse.opening.then((bridge) => bridge.close()).catch(() => undefined);
  }

  /** The audio engine has died, and every call with it. */
  forgetAll(): void {
    for (const { opening } of this.#inUse.values())
      opening.then((bridge) => bridge.close()).catch(() => undefined);
    this.#inUse.clear();
  }
}
