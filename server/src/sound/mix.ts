// What the telephones of one meeting hear: its voices and the loudest telephones, each without itself.
import { POLL_INTERVAL_MS, TopNSpeakers, MAX_SPEAKERS } from './topNSpeakers.ts';
import { encodeG711, type G711Codec } from './g711.ts';
import { AutomaticGainControl } from './automaticGainControl.ts';
import type { AudioEndpoint } from './audioEndpoint.ts';
import { MixBus } from './mixBus.ts';
import type { MixSources } from './mixSources.ts';
import { dbovOf } from './audioLevel.ts';
import type { EndpointKey } from './audioMessages.ts';
import { NARROWBAND, WIDEBAND } from './sampleRate.ts';

export class Mix {
  readonly sources: MixSources;
  readonly #endpoints = new Map<AudioEndpoint, AutomaticGainControl>();
  readonly #bus = new MixBus();
  /** Among the telephones: the meeting passes on only its loudest voices itself. */
  readonly #loudest = new TopNSpeakers<EndpointKey>(MAX_SPEAKERS, () => undefined);
  #polledAt = 0;

  constructor(sources: MixSources) {
    this.sources = sources;
  }

  enter(endpoint: AudioEndpoint): void {
    this.#endpoints.set(endpoint, new AutomaticGainControl());
    this.exemptionsChanged();
  }

  /** Who is always heard has changed. */
  exemptionsChanged(): void {
    const exempt = [...this.#endpoints.keys()].filter(({ isAlwaysHeard }) => isAlwaysHeard);
    this.#loudest.setExempt(exempt.map(({ key }) => key));
  }

  leave(endpoint: AudioEndpoint): void {
    this.#endpoints.delete(endpoint);
    this.exemptionsChanged();
    this.#loudest.forget(endpoint.key);
  }

  /** Sends the next 20 ms to every endpoint in it. */
  send(now: number): void {
    const isWide = [...this.#endpoints.keys()].some(({ sampleRate }) => sampleRate === WIDEBAND);
    this.sources.setRate(isWide ? WIDEBAND : NARROWBAND);
    this.#bus.begin(isWide);
    for (const frame of this.sources.pull(now)) this.#bus.add(frame);
    const own = this.#pullEndpoints(now);
    this.#bus.complete();
    // All silent telephones hear the same, so it is encoded once for each codec.
    const all = this.#bus.without(undefined, NARROWBAND);
    const encoded: Partial<Record<G711Codec, Uint8Array>> = {};
    for (const endpoint of this.#endpoints.keys()) {
      const ownFrame = own.get(endpoint);
      const codec = endpoint.sharedCodec;
      if (ownFrame !== undefined || codec === undefined) {
        const { sampleRate } = endpoint;
        const isAll = ownFrame === undefined && sampleRate === NARROWBAND;
        endpoint.send(isAll ? all : this.#bus.without(ownFrame, sampleRate), now);
      } else {
        encoded[codec] ??= encodeG711(codec, all);
        endpoint.sendEncoded(encoded[codec], now);
      }
    }
  }

  close(): void {
    this.#endpoints.clear();
    this.sources.close();
  }

  /** Adds what the endpoints say. @returns the frames that were added. */
  #pullEndpoints(now: number): Map<AudioEndpoint, Int16Array> {
    if (now - this.#polledAt >= POLL_INTERVAL_MS) {
      this.#polledAt = now;
      this.#loudest.poll(now);
    }
    const own = new Map<AudioEndpoint, Int16Array>();
    for (const [endpoint, gainControl] of this.#endpoints) {
      const frame = endpoint.pull(now);
      if (frame === undefined) continue;
      this.#loudest.packet(endpoint.key, -dbovOf(frame), now);
      gainControl.level(frame);
      if (!this.#loudest.isHeard(endpoint.key)) continue;
      own.set(endpoint, frame);
      this.#bus.add(frame);
    }
    return own;
  }
}
