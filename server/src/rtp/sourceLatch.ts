// Finds out where the other end's RTP really comes from (symmetric RTP, RFC 4961), and keeps strangers out.
import type { Source } from './rtpPorts.ts';

/** At first only the agreed port is accepted; then any port of the agreed address; then that of the signalling, for NATs. */
const AGREED_PORT_MS = 300;
const AGREED_ADDRESS_MS = 1_000;
/** After this long without a packet the other end may have moved. */
const SILENT_MS = 3_000;

/** What SDP names, and where the signalling comes from: media comes from one of these two addresses. */
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
  /** A new address was agreed on, and nothing has come from it yet. */
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

  /** Whether something valid has come from there. */
  get isConfirmed(): boolean {
    return this.#latched !== undefined;
  }

  /** Checked before any other work on a packet, so that a stranger's flood costs next to nothing. */
  accepts(source: Source, now: number): boolean {
    const agreed = this.#agreed;
    const latched = this.#latched;
    if (agreed === undefined) return false;
    // Checked first: a PBX has other calls at the same address, and may still send the packets of earlier ones.
    if (isSame(source, agreed)) return true;
    if (latched !== undefined && isSame(source, latched)) return true;
    const isAgreed = isAt(source, agreed.address);
    // However long the agreed source is silent: otherwise anybody who knows the port could listen in, and press keys.
    if (!isAgreed && !isAt(source, agreed.signalledFrom)) return false;
    const agreedMs = now - this.#agreedAt;
    if (latched === undefined) return agreedMs >= (isAgreed ? AGREED_PORT_MS : AGREED_ADDRESS_MS);
    if (isAgreed && (latched.address !== agreed.address || this.#isMoving)) return true;
    // A NAT has changed its port, or a re-INVITE has moved it.
    const hasHadTime = this.#isMoving && agreedMs >= AGREED_ADDRESS_MS;
    return now - latched.heardAt >= (hasHadTime ? AGREED_ADDRESS_MS : SILENT_MS);
  }

  /** A packet from an accepted source was valid: our RTP goes there from now on. */
  confirm(source: Source, now: number): void {
    const latched = this.#latched;
    if (latched !== undefined && isSame(latched, source)) {
      latched.heardAt = now;
      if (now - this.#agreedAt >= AGREED_ADDRESS_MS) this.#isMoving = false;
      return;
    }
    this.#isMoving = false;
    this.#latched = { ...source, heardAt: now };
  }
}

const isSame = (one: Source, other: Source) =>
  one.address === other.address && one.port === other.port;

/** A link-local source address has its interface appended (RFC 4007 §11); one in SDP has not. */
const isAt = (source: Source, address: string) => source.address.replace(/%.*$/, '') === address;
