// The audio of one call: its RTP session in the audio engine, and the mix of the meeting that it hears.
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
  /** The bridge of the caller's meeting, possibly still opening. */
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
   * Joins the meeting's mix, as soon as the audio engine is ready.
   * @returns false when the caller has left the meeting meanwhile.
   * @throws SoundUnavailable
   */
  async enter(meeting: Meeting, leg: PhoneLeg): Promise<boolean> {
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
    // The caller has left meanwhile, which released the bridge.
    if (this.#bridge !== entered) return false;
    bridge.addTelephone(leg.media.track);
    for (const track of meeting.tracksFor(leg.personId)) bridge.hear(track);
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
