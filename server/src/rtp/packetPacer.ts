// Spreads the packets of a large frame over a short time, so that a small buffer on the way takes them all.

/** Sent at once. */
const BURST = 12;
const SPREAD_MS = 20;
const STEP_MS = 2;
/** More than two key frames: an encoder that makes more than the line takes loses them. */
const MAX_WAITING = 1_000;

export class PacketPacer {
  readonly #send: (packet: Buffer) => void;
  #waiting: Buffer[] = [];
  #emptyAt = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(send: (packet: Buffer) => void) {
    this.#send = send;
  }

  put(packets: readonly Buffer[], now: number): void {
    if (this.#waiting.length + packets.length > MAX_WAITING) return;
    this.#waiting.push(...packets);
    this.#emptyAt = now + SPREAD_MS;
    if (this.#timer !== undefined) return;
    this.#sendSome(BURST);
    if (this.#waiting.length > 0) {
      this.#timer = setInterval(() => this.#step(performance.now()), STEP_MS);
    }
  }

  /** What waits is never sent. */
  clear(): void {
    this.#waiting = [];
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  /** So many that the last goes in time, however late the timer is. */
  #step(now: number): void {
    const steps = Math.max(1, Math.ceil((this.#emptyAt - now) / STEP_MS));
    this.#sendSome(Math.ceil(this.#waiting.length / steps));
    if (this.#waiting.length === 0) this.clear();
  }

  #sendSome(count: number): void {
    for (const packet of this.#waiting.splice(0, count)) this.#send(packet);
  }
}
