// What the other end's RTCP feedback asks of the video that we send.
import { bitsPerSecond, writeBitrateLimitNotification, type RtcpFeedback } from './rtcpFeedback.ts';
import type { Retransmissions } from './retransmissions.ts';

/** A repeated FIR has its number (RFC 5104 §4.3.1.2), but some devices never count: later it is another request. */
const SAME_REQUEST_MS = 1_000;
const MIN_NOTIFICATION_MS = 100;

export interface VideoFeedbackEvents {
  onKeyFrameWanted(): void;
  onBitrateLimited(bitsPerSecond: number): void;
  /** Packets to be sent once more, as they were. */
  onRetransmit(packets: readonly Buffer[]): void;
}

/** All times are in milliseconds of `performance.now()`. */
export class VideoFeedback {
  readonly #events: VideoFeedbackEvents;
  readonly #retransmissions: Retransmissions;
  #fullIntraRequest: { from: number; sequence: number; at: number } | undefined;
  #limit: Extract<RtcpFeedback, { type: 'bitrateLimit' }> | undefined;
  /** A limit was set, and its notification not sent yet. */
  #isUnanswered = false;
  #notifiedAt = -Infinity;

  constructor(retransmissions: Retransmissions, events: VideoFeedbackEvents) {
    this.#retransmissions = retransmissions;
    this.#events = events;
  }

  /** @param feedback on our own stream. */
  receive(feedback: RtcpFeedback, now: number): void {
    switch (feedback.type) {
      case 'pictureLoss':
        this.#events.onKeyFrameWanted();
        break;
      case 'fullIntraRequest':
        if (this.#isNewRequest(feedback, now)) this.#events.onKeyFrameWanted();
        break;
      case 'nack':
        this.#events.onRetransmit(this.#retransmissions.take(feedback.sequences, now));
        break;
      case 'bitrateLimit':
        this.#isUnanswered = true;
        if (this.#limit?.limit !== feedback.limit) {
          this.#events.onBitrateLimited(bitsPerSecond(feedback.limit));
        }
        this.#limit = feedback;
        break;
    }
  }

  /** @returns the answer to a bitrate limit, when one is due. @param from our SSRC. */
  notification(from: number, now: number): Buffer | undefined {
    const limit = this.#limit;
    if (!this.#isUnanswered || limit === undefined) return undefined;
    if (now - this.#notifiedAt < MIN_NOTIFICATION_MS) return undefined;
    this.#isUnanswered = false;
    this.#notifiedAt = now;
    return writeBitrateLimitNotification(from, limit.from, limit.limit);
  }

  #isNewRequest({ from, sequence }: { from: number; sequence: number }, now: number): boolean {
    const last = this.#fullIntraRequest;
    const isSame = last?.from === from && last.sequence === sequence;
    if (isSame && now - last.at < SAME_REQUEST_MS) return false;
    this.#fullIntraRequest = { from, sequence, at: now };
    return true;
  }
}
