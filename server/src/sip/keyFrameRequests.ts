// Asks the peer of one call for key frames by SIP INFO (RFC 5168), no more often than is useful.
import type { Session } from 'sip.js/lib/core/index.js';
import { PICTURE_FAST_UPDATE } from './mediaControl.ts';

const MIN_INTERVAL_MS = 1_000;
/** It does not know the method or the body: it never will. */
const NOT_UNDERSTOOD = new Set([405, 415, 469, 489, 501]);

export class KeyFrameRequests {
  #canBeAsked: boolean;
  #isUnanswered = false;
  #askedAt = -Infinity;

  /** @param allow the values of the peer's Allow header (RFC 3261 §20.5); without any, what it allows is unknown. */
  constructor(allow: readonly string[]) {
    this.#canBeAsked = allow.length === 0 || allow.some((methods) => /\bINFO\b/i.test(methods));
  }

  /** Sends nothing while a request is unanswered, or within a second of the last. What is refused is not repeated. */
  request(session: Session): void {
    const now = performance.now();
    if (!this.#canBeAsked || this.#isUnanswered || now - this.#askedAt < MIN_INTERVAL_MS) return;
    this.#askedAt = now;
    this.#isUnanswered = true;
    const answered = () => (this.#isUnanswered = false);
    session.info(
      {
        onAccept: answered,
        onReject: ({ message }) => {
          answered();
          if (NOT_UNDERSTOOD.has(message.statusCode ?? 0)) this.#canBeAsked = false;
        },
      },
      { body: { contentDisposition: 'render', ...PICTURE_FAST_UPDATE } },
    );
  }
}
