// Who is speaking, from the audio levels that mediasoup's observers report (RFC 6464).
import type { types } from 'mediasoup';
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import type { SentTrack } from './sentTrack.ts';

/**
 * Options of mediasoup's AudioLevelObserver: threshold in dBov, averaged over the interval in ms. The observer ignores
 * producers with fewer than ten packets in an interval. At 20 ms a packet that is all of them in 200 ms, so the interval
 * is twice as long.
 */
export const SPEECH = { threshold: -60, maxEntries: 4, interval: 400 };
/** Bridges the pauses between words. */
const HOLD_MS = 900;

export class ActiveSpeakers {
  readonly #onChanged: (speakerIds: ParticipantId[]) => void;
  /** By producer id. */
  readonly #senders = new Map<string, ParticipantId>();
  /** When each was last heard, by `performance.now()`, and the volume in dBov. */
  readonly #heard = new Map<ParticipantId, { atMs: number; volume: number }>();
  #speakerIds: ParticipantId[] = [];
  #holdTimer: NodeJS.Timeout | undefined;

  /** @param onChanged called when somebody starts or stops; loudest first. */
  constructor(onChanged: (speakerIds: ParticipantId[]) => void) {
    this.#onChanged = onChanged;
  }

  /** Follows the observer of one of the meeting's routers. */
  observe(observer: types.AudioLevelObserver): void {
    observer.on('volumes', (volumes) => {
      const atMs = performance.now();
      for (const { producer, volume } of volumes) {
        const sender = this.#senders.get(producer.id);
        if (sender !== undefined) this.#heard.set(sender, { atMs, volume });
      }
      this.#update();
    });
    // Emitted once per silence; speakers that are being held end by the timer.
    observer.on('silence', () => this.#update());
    observer.observer.once('close', () => clearTimeout(this.#holdTimer));
  }

  /** Includes a microphone until it closes. */
  add({ producer, participantId, router }: SentTrack): void {
    this.#senders.set(producer.id, participantId);
    producer.observer.once('close', () => this.#senders.delete(producer.id));
    // Rejects if the track closes first, and then there is nothing to observe.
    router.speechObserver.addProducer({ producerId: producer.id }).catch(() => undefined);
  }

  #update(): void {
    clearTimeout(this.#holdTimer);
    const nowMs = performance.now();
    for (const [id, { atMs }] of this.#heard) if (nowMs - atMs >= HOLD_MS) this.#heard.delete(id);
    if (this.#heard.size > 0) this.#holdTimer = setTimeout(() => this.#update(), HOLD_MS);

    const loudestFirst = [...this.#heard].sort(([, a], [, b]) => b.volume - a.volume);
    const ids = loudestFirst.map(([id]) => id);
    // The order changes with every word; only who is in the list is news.
    if (ids.length === this.#speakerIds.length && ids.every((id) => this.#speakerIds.includes(id)))
      return;
    this.#speakerIds = ids;
    this.#onChanged(ids);
  }
}
