// Sends notices to sockets, batched so that a notice to many is encoded, and stored for recovery, once.
import type { Notice } from '@distansmote/shared/signalling/notices.ts';

export class NoticeBatcher {
  readonly #emit: (socketIds: string[], notice: Notice) => void;
  /** The notice being collected, and its recipients. */
  #notice: Notice | undefined;
  #socketIds: string[] = [];

  /** @param emit sends a notice to those of the sockets that are connected. */
  constructor(emit: (socketIds: string[], notice: Notice) => void) {
    this.#emit = emit;
  }

  /** Sent before the next macrotask; each socket gets its notices in order. */
  send(socketId: string, notice: Notice): void {
    if (notice !== this.#notice) {
      this.flush();
      this.#notice = notice;
      queueMicrotask(() => this.flush());
    }
    this.#socketIds.push(socketId);
  }

  /** Call before sending anything to a socket in another way. */
  flush(): void {
    const [notice, socketIds] = [this.#notice, this.#socketIds];
    this.#notice = undefined;
    this.#socketIds = [];
    if (notice !== undefined) this.#emit(socketIds, notice);
  }
}
