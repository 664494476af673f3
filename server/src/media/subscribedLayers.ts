// How many layers of one picture anybody looks at; the sender need not send more (often called dynacast).
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import type { VideoSize } from '@distansmote/shared/signalling/videoSize.ts';

/** Whoever turns to something else for a moment finds the layer still there. */
const LOWER_AFTER_MS = 3_000;
/** Of each picture the lowest layer is always sent, so that whoever comes sees something at once. */
const LOWEST = 1;

/** How many of a picture's `total` spatial layers serve whoever shows it in that size. */
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
  readonly #tell: (layers: number) => void;
  readonly #watchers = new Map<ParticipantId, number>();
  #told: number;
  #lowering: NodeJS.Timeout | undefined;
  #closed = false;

  /** @param tell when more are needed at once; when fewer are, after a while. */
  constructor(total: number, tell: (layers: number) => void) {
    this.#told = total;
    this.#tell = tell;
    this.#update();
  }

  /** @param layers none for one who looks no more. */
  set(watcher: ParticipantId, layers: number): void {
    if (layers === 0) this.#watchers.delete(watcher);
    else this.#watchers.set(watcher, layers);
    this.#update();
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#lowering);
  }

  get #needed(): number {
    return Math.max(LOWEST, ...this.#watchers.values());
  }

  #update(): void {
    if (this.#closed) return;
    if (this.#needed >= this.#told) {
      clearTimeout(this.#lowering);
      this.#lowering = undefined;
      if (this.#needed > this.#told) this.#say();
      return;
    }
    this.#lowering ??= setTimeout(() => {
      this.#lowering = undefined;
      if (this.#needed < this.#told) this.#say();
    }, LOWER_AFTER_MS);
  }

  #say(): void {
    this.#told = this.#needed;
    this.#tell(this.#told);
  }
}
