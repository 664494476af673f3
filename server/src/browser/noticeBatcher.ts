// Sends notices to sockets: what several are told at once is encoded, and kept for those who may come back, once.
import type { Notice } from '@distansmote/shared/signalling/notices.ts';

export class NoticeBatcher {
  readonly #emit: (socketIds: string[], notice: Notice) => void;
  /** The notice that is being told, and to whom. */
  #notice: Notice | undefined;
  #socketIds: string[] = [];

  /** @param emit sends a notice to those of the sockets that are there. */
  constructor(emit: (socketIds: string[], notice: Notice) => void) {
    this.#emit = emit;
  }

  /** On its way before anything else happens; to each socket in the order it was told. */
  send(socketId: string, notice: Notice): void {
    if (notice !== this.#notice) {
      this.flush();
      this.#notice = notice;
      queueMicrotask(() => this.flush());
    }
    this.#socketIds.push(socketId);
  }

  /** Before anything is sent to a socket by another way. */
  flush(): void {
    const [notice, socketIds] = [this.#notice, this.#socketIds];
    this.#notice = undefined;
    this.#socketIds = [];
    if (notice !== undefined) this.#emit(socketIds, notice);
  }
}
