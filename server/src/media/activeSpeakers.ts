// Who is speaking, by what the packets themselves say of their loudness (RFC 6464).
import type { types } from 'mediasoup';
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import type { SentTrack } from './sentTrack.ts';

/**
 * Of mediasoup's observer: quieter than this (dBov, averaged over the interval in ms) is no speech, and no
 * more than so many speak at once. It passes over whoever sent fewer than ten packets in an interval, which
 * at 20 ms a packet is every one of 200 ms: so the interval is twice that.
 */
export const SPEECH = { threshold: -60, maxEntries: 4, interval: 400 };
/** Between two words one is speaking still. */
const HOLD_MS = 900;

export class ActiveSpeakers {
  readonly #tell: (speakerIds: ParticipantId[]) => void;
  readonly #senders = new Map<string, ParticipantId>();
  /** When each was last heard, in the milliseconds of `performance.now()`, and how loud. */
  readonly #heard = new Map<ParticipantId, { at: number; volume: number }>();
  #told: ParticipantId[] = [];
  #fading: NodeJS.Timeout | undefined;

  /** @param tell who speaks now, the loudest first; only when somebody begins or ends. */
  constructor(tell: (speakerIds: ParticipantId[]) => void) {
    this.#tell = tell;
  }

  /** Listens to those who send to one of the meeting's places. */
  listenAt(observer: types.AudioLevelObserver): void {
    observer.on('volumes', (volumes) => {
      const at = performance.now();
      for (const { producer, volume } of volumes) {
        const sender = this.#senders.get(producer.id);
        if (sender !== undefined) this.#heard.set(sender, { at, volume });
      }
      this.#update();
    });
    // Told once; what is held from before has to end by itself.
    observer.on('silence', () => this.#update());
    observer.observer.once('close', () => clearTimeout(this.#fading));
  }

  /** Listens to a microphone until it is closed. */
  add({ producer, participantId, router: place }: SentTrack): void {
    this.#senders.set(producer.id, participantId);
    producer.observer.once('close', () => this.#senders.delete(producer.id));
    // It may be closed before the worker hears of it; then there is nothing to listen to.
    place.speechObserver.addProducer({ producerId: producer.id }).catch(() => undefined);
  }

  #update(): void {
    clearTimeout(this.#fading);
    const now = performance.now();
    for (const [id, { at }] of this.#heard) if (now - at >= HOLD_MS) this.#heard.delete(id);
    if (this.#heard.size > 0) this.#fading = setTimeout(() => this.#update(), HOLD_MS);

    const speakers = [...this.#heard].sort(([, a], [, b]) => b.volume - a.volume);
    const ids = speakers.map(([id]) => id);
    // Who is the loudest changes with every word: told is only who speaks at all.
    if (ids.length === this.#told.length && ids.every((id) => this.#told.includes(id))) return;
    this.#told = ids;
    this.#tell(ids);
  }
}
