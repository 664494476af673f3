// Where a telephone's sound really comes from (symmetric RTP, RFC 4961): found out once, and strangers kept out.
import type { Source } from './rtpPorts.ts';

/** For so long only the agreed port may be the source, and only the agreed address; after it another, as behind a NAT. */
const AGREED_PORT_MS = 300;
const AGREED_ONLY_MS = 1_000;
/** So long without a packet and the telephone may have moved. */
const SILENT_MS = 3_000;

/** What SDP names, and where the signalling came from: sound comes from one of these two addresses. */
export interface AgreedSource extends Source {
  signalledFrom: string;
}

interface Latched extends Source {
  heardAt: number;
}

export class SourceLatch {
  #agreed: AgreedSource | undefined;
  #agreedAt = 0;
  #latched: Latched | undefined;
  /** Another address was agreed on than before, and nothing has come from it yet. */
  #isMoving = false;

  agree({ address, port, signalledFrom }: AgreedSource, now: number): void {
    const before = this.#agreed;
    this.#agreed = { address, port, signalledFrom };
    if (before !== undefined && isSame(before, this.#agreed)) return;
    this.#isMoving = before !== undefined;
    this.#agreedAt = now;
  }

  /** Where to send. */
  get target(): Source | undefined {
    return this.#latched ?? this.#agreed;
  }

  /** To be asked before work is done for a packet: a flood from a stranger costs next to nothing. */
  wouldTake(source: Source, now: number): boolean {
    const agreed = this.#agreed;
    const latched = this.#latched;
    if (agreed === undefined) return false;
    // Before all others: at the same address, of an exchange, there may be other calls, or what is left of them.
    if (isSame(source, agreed)) return true;
    if (latched !== undefined && isSame(source, latched)) return true;
    const isAgreed = isAt(source, agreed.address);
    // However silent it is: whoever knows the port could otherwise listen in, and press keys.
    if (!isAgreed && !isAt(source, agreed.signalledFrom)) return false;
    const agreedMs = now - this.#agreedAt;
    if (latched === undefined) return agreedMs >= (isAgreed ? AGREED_PORT_MS : AGREED_ONLY_MS);
    if (isAgreed && (latched.address !== agreed.address || this.#isMoving)) return true;
    // A NAT has given it another port, or it has moved by a re-INVITE.
    const hasHadTime = this.#isMoving && agreedMs >= AGREED_ONLY_MS;
    return now - latched.heardAt >= (hasHadTime ? AGREED_ONLY_MS : SILENT_MS);
  }

  /** One that would be taken was valid. */
  take(source: Source, now: number): void {
    const latched = this.#latched;
    if (latched !== undefined && isSame(latched, source)) {
      latched.heardAt = now;
      if (now - this.#agreedAt >= AGREED_ONLY_MS) this.#isMoving = false;
      return;
    }
    this.#isMoving = false;
    this.#latched = { ...source, heardAt: now };
  }
}

const isSame = (one: Source, other: Source) =>
  one.address === other.address && one.port === other.port;

/** A link-local address comes with the interface behind it (RFC 4007 §11), which SDP does not have. */
const isAt = (source: Source, address: string) => source.address.replace(/%.*$/, '') === address;
