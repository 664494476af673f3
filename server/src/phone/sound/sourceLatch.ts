// Where a telephone's sound really comes from (symmetric RTP, RFC 4961): found out once, and strangers kept out.
import type { Source } from './rtpPorts.ts';

/** For so long only the agreed port may be the source, and only the agreed address; after it another, as behind a NAT. */
const AGREED_PORT_MS = 300;
const AGREED_ONLY_MS = 1_000;
/** So long without a packet and the telephone may have moved. */
const SILENT_MS = 3_000;

interface Latched extends Source {
  ssrc: number;
  heardAt: number;
}

export class SourceLatch {
  #agreed: Source | undefined;
  #agreedAt = 0;
  #latched: Latched | undefined;
  /** Another address was agreed on than before, and nothing has come from it yet. */
  #isMoving = false;

  agree(agreed: Source, now: number): void {
    if (this.#agreed !== undefined && isSame(this.#agreed, agreed)) return;
    this.#isMoving = this.#agreed !== undefined;
    this.#agreed = agreed;
    this.#agreedAt = now;
  }

  /** Where to send. */
  get target(): Source | undefined {
    return this.#latched ?? this.#agreed;
  }

  /** To be asked before work is done for a packet: a flood from a stranger costs next to nothing. */
  wouldTake(source: Source, ssrc: number, now: number): boolean {
    const agreed = this.#agreed;
    const latched = this.#latched;
    if (agreed === undefined) return false;
    const isAgreed = source.address === agreed.address;
    // Before all others: at the same address, of an exchange, there may be other calls, or what is left of them.
    if (isSame(source, agreed)) return true;
    const agreedMs = now - this.#agreedAt;
    if (latched === undefined) return agreedMs >= (isAgreed ? AGREED_PORT_MS : AGREED_ONLY_MS);
    if (isSame(source, latched)) return true;
    if (isAgreed && (latched.address !== agreed.address || this.#isMoving)) return true;
    const silentMs = now - latched.heardAt;
    if (this.#isMoving && now - this.#agreedAt >= AGREED_ONLY_MS) return silentMs >= AGREED_ONLY_MS;
    // A NAT has given it another port or address, or another device has taken over at the same address.
    const isLikely = isAgreed || source.address === latched.address || ssrc === latched.ssrc;
    return isLikely && silentMs >= SILENT_MS;
  }

  /** One that would be taken was valid. */
  take(source: Source, ssrc: number, now: number): void {
    const latched = this.#latched;
    if (latched !== undefined && isSame(latched, source)) {
      latched.ssrc = ssrc;
      latched.heardAt = now;
      if (now - this.#agreedAt >= AGREED_ONLY_MS) this.#isMoving = false;
      return;
    }
    this.#isMoving = false;
    this.#latched = { ...source, ssrc, heardAt: now };
  }
}

const isSame = (one: Source, other: Source) =>
  one.address === other.address && one.port === other.port;
