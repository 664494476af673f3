// A request that adds text to a call, which waits until a port for it has been opened.
import type { IncomingInfoRequest, IncomingInviteRequest } from 'sip.js/lib/core/index.js';

/** The audio thread opens a port within milliseconds; without one the call goes on without text. */
const WAIT_MS = 2_000;

export type Change = IncomingInviteRequest | IncomingInfoRequest;

interface Waiting {
  goOn: () => void;
  refuse: () => void;
  timeout: NodeJS.Timeout;
}

export class TextAddition {
  #waiting: Waiting | undefined;

  /** Meanwhile sip.js answers a second re-INVITE with 500; an UPDATE must be too (RFC 3311 §5.2). */
  get isWaiting(): boolean {
    return this.#waiting !== undefined;
  }

  /**
   * A CANCEL comes too late, as if it had crossed the answer: sip.js has them for a first INVITE alone.
   * @param goOn called once, unless the call ends first
   */
  wait(request: Change, goOn: () => void): void {
    this.#waiting = {
      goOn,
      refuse: () => void request.reject({ statusCode: 487 }),
      timeout: setTimeout(() => this.goOn(), WAIT_MS),
    };
  }

  /** There is a port, or there will be none. */
  goOn(): void {
    this.#take()?.goOn();
  }

  /** RFC 3261 §15.1.2. */
  refuse(): void {
    this.#take()?.refuse();
  }

  #take(): Waiting | undefined {
    const waiting = this.#waiting;
    this.#waiting = undefined;
    clearTimeout(waiting?.timeout);
    return waiting;
  }
}
