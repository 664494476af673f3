// The audio of one call: its RTP session in the sound thread, and the mix of the meeting that it hears.
import type { AgreedAudio } from '../rtp/agreedMedia.ts';
import type { SentTrack } from '../media/sentTrack.ts';
import type { Meeting } from '../meetings/meeting.ts';
import type { PhoneLeg } from '../phone/phoneLeg.ts';
import type { Log } from '../platform/log.ts';
import type { AudioEngineClient } from '../sound/audioEngineClient.ts';
import type { LineKey } from '../sound/soundMessages.ts';
import type { MeetingAudioBridge } from './meetingAudioBridge.ts';
import type { MeetingAudioBridges } from './meetingAudioBridges.ts';

export interface CallAudioDeps {
  engine: AudioEngineClient;
  bridges: MeetingAudioBridges;
  log: Log;
}

export class CallAudio {
  readonly #line: LineKey;
  readonly #deps: CallAudioDeps;
  /** Of the meeting that the caller is in, as it is being opened. */
  #bridge: { meeting: Meeting; opening: Promise<MeetingAudioBridge> } | undefined;

  constructor(line: LineKey, deps: CallAudioDeps) {
    this.#line = line;
    this.#deps = deps;
  }

  agree(audio: AgreedAudio): void {
    this.#deps.engine.post({ type: 'agree', line: this.#line, audio });
  }

  play(files: string[], isRepeated: boolean): void {
    this.#deps.engine.post({ type: 'play', line: this.#line, files, isRepeated });
  }

  stopPlaying(): void {
    this.#deps.engine.post({ type: 'stopPlaying', line: this.#line });
  }

  setMuted(isMuted: boolean): void {
    this.#deps.engine.post({ type: 'setMuted', line: this.#line, isMuted });
  }

  /**
   * Hears the meeting and is heard in it, as soon as the sound thread is ready.
   * @param tracks what there is to hear already.
   * @returns whether it is; false when the caller has left it meanwhile.
   * @throws SoundUnavailable
   */
  async enter(meeting: Meeting, leg: PhoneLeg, tracks: readonly SentTrack[]): Promise<boolean> {
    const opening = this.#deps.bridges.take(meeting);
    const entered = { meeting, opening };
    this.#bridge = entered;
    let bridge: MeetingAudioBridge;
    try {
      bridge = await opening;
    } catch (error) {
      if (this.#bridge !== entered) return false;
      throw error;
    }
    // Given back already by a caller who has left meanwhile.
    if (this.#bridge !== entered) return false;
    bridge.addTelephone(leg.media.track);
    for (const track of tracks) bridge.hear(track);
    const { mix } = bridge;
    this.#deps.engine.post({ type: 'enterMix', line: this.#line, mix, sending: leg.media.target });
    return true;
  }

  hear(meeting: Meeting, track: SentTrack): void {
    if (this.#bridge?.meeting !== meeting) return;
    this.#bridge.opening.then((bridge) => bridge.hear(track)).catch(() => undefined);
  }

  leave(): void {
    const bridge = this.#bridge;
    if (bridge === undefined) return;
    this.#bridge = undefined;
    this.#deps.engine.post({ type: 'leaveMix', line: this.#line });
    this.#deps.bridges.giveBack(bridge.meeting, bridge.opening);
  }

  close(): void {
    this.leave();
    this.#deps.engine.post({ type: 'closeLine', line: this.#line });
  }
}
