// Retransmits over UDP what has not been answered: timers A, E and G, which sip.js leaves to its transport.
import { HELD } from '../limits/limits.ts';
import { WIRE_ENCODING } from './flow.ts';

const T1_MS = 500;
const T2_MS = 4_000;
/** 64 × T1: then the transaction times out (RFC 3261 §17.1.2.2, §17.2.1). */
const GIVE_UP_MS = 64 * T1_MS;

export class Retransmissions {
  /** By key, the oldest first. */
  readonly #waiting = new Map<string, NodeJS.Timeout>();

  /**
   * Repeats a request of ours until its response, and the refusal of an INVITE until its ACK. sip.js's dialog repeats a
   * 2xx; nothing else needs to be.
   */
  add(text: string, sendAgain: (packet: Buffer) => void): void {
    const key = keyToRepeat(text);
    if (key === undefined || this.#waiting.has(key)) return;
    const [oldest] = this.#waiting.keys();
    const isFull = this.#waiting.size >= HELD.sipRepeats.perProcess;
    if (isFull && oldest !== undefined) this.#forget(oldest);
    const packet = Buffer.from(text, WIRE_ENCODING);
    let passedMs = 0;
    const wait = (afterMs: number) => {
      const again = () => {
        passedMs += afterMs;
        if (passedMs >= GIVE_UP_MS) return this.#forget(key);
        sendAgain(packet);
        wait(Math.min(afterMs * 2, T2_MS));
      };
      this.#waiting.set(key, setTimeout(again, afterMs).unref());
    };
    wait(T1_MS);
  }

  /** To be called with each message, which may answer one of ours. */
  received(text: string): void {
    if (this.#waiting.size === 0) return;
    if (text.startsWith('SIP/2.0 ')) this.#forget(answeredKey(text));
    else if (text.startsWith('ACK ')) this.#forget(refusalKey(text));
  }

  close(): void {
    for (const key of this.#waiting.keys()) this.#forget(key);
  }

  #forget(key: string): void {
    clearTimeout(this.#waiting.get(key));
    this.#waiting.delete(key);
  }
}

/** An ACK is repeated only when what it acknowledges is (RFC 3261 §13.2.2.4, §17.1.1.3). */
function keyToRepeat(text: string): string | undefined {
  if (text.startsWith('ACK ')) return undefined;
  if (!text.startsWith('SIP/2.0 ')) return requestKey(text.slice(0, text.indexOf(' ')), text);
  const isRefusedInvite = /^SIP\/2\.0 [3-6]/.test(text) && /^CSeq:\s*\d+\s+INVITE/im.test(text);
  return isRefusedInvite ? refusalKey(text) : undefined;
}

/** A CANCEL has the branch of its INVITE (RFC 3261 §9.1). */
const requestKey = (method: string, text: string) => `${method} ${branchOf(topVia(text))}`;
const answeredKey = (text: string) =>
  requestKey(/^CSeq[ \t]*:\s*\d+\s+(\w+)/im.exec(text)?.[1] ?? '', text);

/** With the sent-by, since others may have drawn the same branch (RFC 3261 §17.2.3). */
function refusalKey(text: string): string {
  const via = topVia(text);
  const sentBy = /\/\s*\w+\s+([^;,\s]+)/.exec(via)?.[1] ?? '';
  return `refusal ${sentBy} ${branchOf(via)}`;
}

const topVia = (text: string) => /^(?:via|v)[ \t]*:([^\r\n]*)/im.exec(text)?.[1] ?? '';
const branchOf = (via: string) => /;\s*branch\s*=\s*([^;,\s]+)/i.exec(via)?.[1] ?? '';
