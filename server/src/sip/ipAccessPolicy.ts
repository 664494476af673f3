// Decides by source address, before a byte is parsed, who may send SIP and how much.
import ipaddr from 'ipaddr.js';
import { LRUCache } from 'lru-cache';
import { limitKey } from '../platform/clientAddress.ts';

/** Messages. The parser takes some 2.5 ms for each, so these rates leave time to spare. */
const TRUNK: Rate = { perSecond: 150, burst: 300 };
const STRANGER: Rate = { perSecond: 4, burst: 24 };
/**
 * For UDP and for connections separately: a UDP source address can be forged, and a flood must not keep out those who
 * have connected.
 */
const ALL_STRANGERS: Rate = { perSecond: 60, burst: 120 };
/** New connections, per address and in all: a TLS handshake takes some 2 ms before anything is sent. */
const CONNECTING: Rate = { perSecond: 10, burst: 60 };
const ALL_CONNECTING: Rate = { perSecond: 60, burst: 120 };
/** Remembered; the least recently used are forgotten first. */
const MAX_ADDRESSES = 10_000;
/** How long an authenticated address keeps the trunk's rate limit; each call renews it. */
const TRUSTED_MS = 3_600_000;

interface Rate {
  perSecond: number;
  burst: number;
}

/** A stranger may still authenticate. */
export type TrustLevel = 'trunk' | 'stranger';

export class IpAccessPolicy {
  readonly #networks: readonly [ipaddr.IPv4 | ipaddr.IPv6, number][];
  readonly #canAuthenticate: boolean;
  readonly #buckets = new LRUCache<string, Bucket>({ max: MAX_ADDRESSES });
  readonly #trusted = new LRUCache<string, true>({ max: MAX_ADDRESSES, ttl: TRUSTED_MS });
  /** Whom we have called. */
  readonly #expected = new LRUCache<string, true>({ max: MAX_ADDRESSES });
  readonly #now: () => number;
  readonly #allStrangers: Record<'packets' | 'connections', Bucket>;
  readonly #allConnecting: Bucket;

  /**
   * @param trunkAllow addresses and networks
   * @param canAuthenticate whether there is a password that strangers can be asked for
   */
  constructor(
    trunkAllow: readonly string[],
    canAuthenticate: boolean,
    now: () => number = () => performance.now(),
  ) {
    this.#networks = trunkAllow.map(networkOf);
    this.#canAuthenticate = canAuthenticate;
    this.#now = now;
    const all = () => new Bucket(ALL_STRANGERS, now());
    this.#allStrangers = { packets: all(), connections: all() };
    this.#allConnecting = new Bucket(ALL_CONNECTING, now());
  }

  /** @returns undefined when it gets no answer at all. */
  trustLevelOf(address: string): TrustLevel | undefined {
    if (this.#isOfTrunk(address)) return 'trunk';
    return this.#canAuthenticate || this.#expected.has(address) ? 'stranger' : undefined;
  }

  /** Whether one more message from there may be read now. Counts it. */
  mayRead(address: string, trustLevel: TrustLevel, by: 'packets' | 'connections'): boolean {
    if (trustLevel === 'trunk' || this.#trusted.has(address))
      return this.#bucket(`${address} trunk`, TRUNK).take(this.#now());
    const now = this.#now();
    const ofSubnet = this.#bucket(`${by} ${limitKey(address)}`, STRANGER);
    return ofSubnet.take(now) && this.#allStrangers[by].take(now);
  }

  /** Whether a stranger there may open one more connection now. Counts it. */
  mayConnect(address: string): boolean {
    if (this.#trusted.has(address)) return true;
    const now = this.#now();
    const ofNetwork = this.#bucket(`connecting ${limitKey(address)}`, CONNECTING);
    return ofNetwork.take(now) && this.#allConnecting.take(now);
  }

  /** We call it: what it answers is read. What it asks beside that is asked by a stranger. */
  expect(address: string): void {
    this.#expected.set(address, true);
    this.trust(address);
  }

  /** Raises its rate limit; it must still authenticate. */
  trust(address: string): void {
    this.#trusted.set(address, true);
  }

  #isOfTrunk(address: string): boolean {
    if (!ipaddr.isValid(address)) return false;
    const parsed = ipaddr.process(address);
    return this.#networks.some(
      ([network, bits]) => network.kind() === parsed.kind() && parsed.match(network, bits),
    );
  }

  #bucket(key: string, rate: Rate): Bucket {
    const known = this.#buckets.get(key);
    if (known !== undefined) return known;
    const bucket = new Bucket(rate, this.#now());
    this.#buckets.set(key, bucket);
    return bucket;
  }
}

class Bucket {
  readonly #rate: Rate;
  #tokens: number;
  #filledAt: number;

  constructor(rate: Rate, now: number) {
    this.#rate = rate;
    this.#tokens = rate.burst;
    this.#filledAt = now;
  }

  take(now: number): boolean {
    const { perSecond, burst } = this.#rate;
    this.#tokens = Math.min(burst, this.#tokens + ((now - this.#filledAt) / 1000) * perSecond);
    this.#filledAt = now;
    if (this.#tokens < 1) return false;
    this.#tokens -= 1;
    return true;
  }
}

/** Writes an IPv4-mapped address (::ffff:192.0.2.1), as a dual-stack socket reports it, as IPv4. */
export function plainAddress(address: string): string {
  return ipaddr.isValid(address) ? ipaddr.process(address.replace(/%.*$/, '')).toString() : address;
}

/** The name that ipaddr.js has for its kind, such as `loopback` or `private`; `none` for what is no address. */
export function rangeOf(address: string): string {
  const plain = address.replace(/%.*$/, '');
  return ipaddr.isValid(plain) ? ipaddr.process(plain).range() : 'none';
}

function networkOf(entry: string): [ipaddr.IPv4 | ipaddr.IPv6, number] {
  const [address = '', bits] = entry.split('/');
  const whole = ipaddr.process(address);
  if (bits === undefined) return [whole, whole.kind() === 'ipv4' ? 32 : 128];
  const [network, length] = ipaddr.parseCIDR(entry);
  // ::ffff:192.0.2.0/120 is 192.0.2.0/24.
  const isMapped = network.kind() === 'ipv6' && whole.kind() === 'ipv4';
  return [whole, isMapped ? length - 96 : length];
}
