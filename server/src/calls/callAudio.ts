// The audio of one call: its RTP session in the audio engine, and the mix of the meeting that it hears.
import type { AgreedAudio, LocalTransport } from '../rtp/agreedMedia.ts';
import type { SentTrack } from '../media/sentTrack.ts';
import type { Meeting } from '../meetings/meeting.ts';
import type { CallLeg } from './callLeg.ts';
import type { Log } from '../platform/log.ts';
import type { AudioEngineClient } from '../sound/audioEngineClient.ts';
import type { EndpointKey } from '../sound/audioMessages.ts';
import type { MeetingAudioBridge } from './meetingAudioBridge.ts';
import type { MeetingBridges } from './meetingBridges.ts';

export interface CallAudioDeps {
  engine: AudioEngineClient;
  bridges: MeetingBridges<MeetingAudioBridge>;
  log: Log;
}

export class CallAudio {
  readonly #endpoint: EndpointKey;
  readonly #deps: CallAudioDeps;
  /** The bridge of the caller's meeting, possibly still opening. */
  #bridge: { meeting: Meeting; opening: Promise<MeetingAudioBridge> } | undefined;

  constructor(endpoint: EndpointKey, deps: CallAudioDeps) {
    this.#endpoint = endpoint;
    this.#deps = deps;
  }

  /**
   * Opens its ports.
   * @throws AudioUnavailable
   */
  open(): Promise<LocalTransport> {
    return this.#deps.engine.openEndpoint(this.#endpoint);
  }

  agree(audio: AgreedAudio): void {
    this.#deps.engine.post({ type: 'agree', endpoint: this.#endpoint, audio });
  }

  play(files: string[], isRepeated: boolean): void {
    this.#deps.engine.post({ type: 'play', endpoint: this.#endpoint, files, isRepeated });
  }

  stopPlaying(): void {
    this.#deps.engine.post({ type: 'stopPlaying', endpoint: this.#endpoint });
  }

  setMuted(isMuted: boolean): void {
    this.#deps.engine.post({ type: 'setMuted', endpoint: this.#endpoint, isMuted });
  }

  /**
   * Joins the meeting's mix, as soon as the audio engine is ready.
   * @returns false when the caller has left the meeting meanwhile.
   * @throws AudioUnavailable
   */
  async enter(meeting: Meeting, leg: Pick<CallLeg, 'personId' | 'media'>): Promise<boolean> {
    const opening = this.#deps.bridges.acquire(meeting);
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
    bridge.addCall(leg.media.track);
    for (const track of meeting.tracksFor(leg.personId)) bridge.addTrack(track);
    const { mix } = bridge;
    this.#deps.engine.post({
      type: 'enterMix',
      endpoint: this.#endpoint,
      mix,
      sending: leg.media.target,
    });
    return true;
  }

  addTrack(meeting: Meeting, track: SentTrack): void {
    if (this.#bridge?.meeting !== meeting) return;
    this.#bridge.opening.then((bridge) => bridge.addTrack(track)).catch(() => undefined);
  }

  leave(): void {
    const bridge = this.#bridge;
    if (bridge === undefined) return;
    this.#bridge = undefined;
    this.#deps.engine.post({ type: 'leaveMix', endpoint: this.#endpoint });
    this.#deps.bridges.release(bridge.meeting, bridge.opening);
  }

  close(): void {
    this.leave();
    this.#deps.engine.post({ type: 'closeEndpoint', endpoint: this.#endpoint });
  }
}
