// What the telephones of one meeting hear: its voices and the loudest telephones, each without itself.
import { POLL_INTERVAL_MS, TopNSpeakers, MAX_SPEAKERS } from './topNSpeakers.ts';
import { encodeG711 } from './g711.ts';
import { AutomaticGainControl } from './automaticGainControl.ts';
import type { Line } from './line.ts';
import { Mixer } from './mixer.ts';
import type { MixSources } from './mixSources.ts';
import { dbovOf } from './soundLevel.ts';
import type { LineKey } from './soundMessages.ts';

export class Mix {
  readonly sources: MixSources;
  readonly #lines = new Map<Line, AutomaticGainControl>();
  readonly #mixer = new Mixer();
  /** Among the telephones: the meeting passes on only its loudest voices itself. */
  readonly #loudest = new TopNSpeakers<LineKey>(MAX_SPEAKERS, () => undefined);
  #polledAt = 0;

  constructor(sources: MixSources) {
    this.sources = sources;
  }

  enter(line: Line): void {
    this.#lines.set(line, new AutomaticGainControl());
  }

  leave(line: Line): void {
    this.#lines.delete(line);
    this.#loudest.forget(line.key);
  }

  get lines(): Iterable<Line> {
    return this.#lines.keys();
  }

  /** Sends the next 20 ms to every line in it. */
  send(now: number): void {
    this.#mixer.begin();
    for (const frame of this.sources.pull(now)) this.#mixer.add(frame);
    if (now - this.#polledAt >= POLL_INTERVAL_MS) {
      this.#polledAt = now;
      this.#loudest.poll(now);
    }
    const own = new Map<Line, Int16Array>();
    for (const [line, gainControl] of this.#lines) {
      const frame = line.pull(now);
      if (frame === undefined) continue;
      this.#loudest.packet(line.key, -dbovOf(frame), now);
      gainControl.level(frame);
      if (!this.#loudest.isHeard(line.key)) continue;
      own.set(line, frame);
      this.#mixer.add(frame);
    }
    // All silent listeners hear the same, so it is encoded once for each codec.
    const all = this.#mixer.without(undefined);
    const encoded = { PCMA: undefined, PCMU: undefined } as Record<string, Uint8Array | undefined>;
    for (const line of this.#lines.keys()) {
      const ownFrame = own.get(line);
      const codec = line.hears;
      if (ownFrame !== undefined || codec === undefined || line.hasOwnAudio) {
        line.send(ownFrame === undefined ? all : this.#mixer.without(ownFrame), now);
      } else {
        encoded[codec] ??= encodeG711(codec, all);
        line.sendEncoded(encoded[codec], now);
      }
    }
  }

  close(): void {
    this.#lines.clear();
    this.sources.close();
  }
}
