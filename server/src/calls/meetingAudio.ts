// The audio of one call in its meeting: the mix that it hears and is heard in.
import type { SentTrack } from '../media/sentTrack.ts';
import type { Meeting } from '../meetings/meeting.ts';
import type { EndpointKey } from '../sound/audioMessages.ts';
import type { CallLeg } from './callLeg.ts';
import type { MeetingAudioBridge, MixEngine } from './meetingAudioBridge.ts';
import type { MeetingBridges } from './meetingBridges.ts';

export class MeetingAudio {
  readonly #endpoint: EndpointKey;
  readonly #engine: Pick<MixEngine, 'post'>;
  readonly #bridges: MeetingBridges<MeetingAudioBridge>;
  #isMuted = false;
  #isAlwaysHeard = false;
  /** The bridge of the caller's meeting, possibly still opening. */
  #bridge: { meeting: Meeting; opening: Promise<MeetingAudioBridge> } | undefined;

  /** @param engine where the call's endpoint is open; `bridges` are bridges to the same. */
  constructor(
    endpoint: EndpointKey,
    engine: Pick<MixEngine, 'post'>,
    bridges: MeetingBridges<MeetingAudioBridge>,
  ) {
    this.#endpoint = endpoint;
    this.#engine = engine;
    this.#bridges = bridges;
  }

  setMuted(isMuted: boolean): void {
    this.#isMuted = isMuted;
    this.#tell();
  }

  /** However many others are louder. */
  setAlwaysHeard(isAlwaysHeard: boolean): void {
    if (isAlwaysHeard === this.#isAlwaysHeard) return;
    this.#isAlwaysHeard = isAlwaysHeard;
    this.#tell();
  }

  /**
   * Joins the meeting's mix, as soon as the audio engine is ready.
   * @returns false when the caller has left the meeting meanwhile.
   * @throws AudioUnavailable
   */
  async enter(meeting: Meeting, leg: Pick<CallLeg, 'personId' | 'media'>): Promise<boolean> {
    const opening = this.#bridges.acquire(meeting);
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
    this.#engine.post({
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

  #tell(): void {
    this.#engine.post({
      type: 'setMuted',
      endpoint: this.#endpoint,
      isMuted: this.#isMuted,
      ...(this.#isAlwaysHeard && { isAlwaysHeard: true }),
    });
  }

  leave(): void {
    const bridge = this.#bridge;
    if (bridge === undefined) return;
    this.#bridge = undefined;
    this.#engine.post({ type: 'leaveMix', endpoint: this.#endpoint });
    this.#bridges.release(bridge.meeting, bridge.opening);
  }
}
