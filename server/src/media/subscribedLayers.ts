// How many simulcast layers of one video its receivers want; the sender stops the others (known as dynacast).
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import type { VideoSize } from '@distansmote/shared/signalling/videoSize.ts';

/** A receiver who looks away for a moment finds the layer still there. */
const LOWER_AFTER_MS = 3_000;
/** The lowest layer is always sent, so that a newcomer sees something at once. */
const MIN_LAYERS = 1;

/** How many of a video's `total` spatial layers a receiver needs for that size. */
export function layersFor(size: VideoSize, total: number): number {
  switch (size) {
    case 'none':
      return 0;
    case 'small':
      return 1;
    case 'medium':
      return Math.min(2, total);
    case 'large':
      return total;
  }
}

export class SubscribedLayers {
  readonly #onChanged: (layers: number) => void;
  readonly #subscribers = new Map<ParticipantId, number>();
  /** As last reported. */
  #layers: number;
  #lowerTimer: NodeJS.Timeout | undefined;
  #closed = false;

  /** @param onChanged called at once when more layers are needed, and after a while when fewer are. */
  constructor(total: number, onChanged: (layers: number) => void) {
    this.#layers = total;
    this.#onChanged = onChanged;
    this.#update();
  }

  /** @param layers 0 removes the subscriber. */
  set(subscriber: ParticipantId, layers: number): void {
    if (layers === 0) this.#subscribers.delete(subscriber);
    else this.#subscribers.set(subscriber, layers);
    this.#update();
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#lowerTimer);
  }

  get #needed(): number {
    return Math.max(MIN_LAYERS, ...this.#subscribers.values());
  }

  #update(): void {
    if (this.#closed) return;
    if (this.#needed >= this.#layers) {
      clearTimeout(this.#lowerTimer);
      this.#lowerTimer = undefined;
      if (this.#needed > this.#layers) this.#report();
      return;
    }
    this.#lowerTimer ??= setTimeout(() => {
      this.#lowerTimer = undefined;
      if (this.#needed < this.#layers) this.#report();
    }, LOWER_AFTER_MS);
  }

  #report(): void {
    this.#layers = this.#needed;
    this.#onChanged(this.#layers);
  }
}
