// Who is listened to at all, and how much: judged by the source address, before a byte is parsed.
import ipaddr from 'ipaddr.js';
import { LRUCache } from 'lru-cache';
import { limitKey } from '../platform/clientAddress.ts';

/** A second's worth and a burst. The parser takes some 2.5 ms a message, so these leave it time to spare. */
const TRUNK: Rate = { perSecond: 150, burst: 300 };
const STRANGER: Rate = { perSecond: 4, burst: 24 };
/**
 * By UDP and by connections, each apart: on a packet anybody can write an address, and whoever sends many would keep
 * out those who have connected.
 */
const ALL_STRANGERS: Rate = { perSecond: 60, burst: 120 };
/** New connections of an address, and of all: a TLS handshake takes some 2 ms before a word has been said. */
const CONNECTING: Rate = { perSecond: 10, burst: 60 };
const ALL_CONNECTING: Rate = { perSecond: 60, burst: 120 };
/** Addresses remembered; the longest silent are forgotten first. */
const MOST_ADDRESSES = 10_000;
/** So long one that knew the password may say as much as a trunk; each call renews it. */
const TRUSTED_MS = 3_600_000;

interface Rate {
  perSecond: number;
  burst: number;
}

/** Of a trunk, or of one who may yet show that it knows the password. */
export type Standing = 'trunk' | 'stranger';

export class IpAccessPolicy {
  readonly #networks: readonly [ipaddr.IPv4 | ipaddr.IPv6, number][];
  readonly #canAsk: boolean;
  readonly #buckets = new LRUCache<string, Bucket>({ max: MOST_ADDRESSES });
  readonly #trusted = new LRUCache<string, true>({ max: MOST_ADDRESSES, ttl: TRUSTED_MS });
  readonly #now: () => number;
  readonly #allStrangers: Record<'packets' | 'connections', Bucket>;
  readonly #allConnecting: Bucket;

  /**
   * @param trunkAllow addresses and networks
   * @param canAsk whether there is a password to ask strangers for
   */
  constructor(
    trunkAllow: readonly string[],
    canAsk: boolean,
    now: () => number = () => performance.now(),
  ) {
    this.#networks = trunkAllow.map(networkOf);
    this.#canAsk = canAsk;
    this.#now = now;
    const all = () => new Bucket(ALL_STRANGERS, now());
    this.#allStrangers = { packets: all(), connections: all() };
    this.#allConnecting = new Bucket(ALL_CONNECTING, now());
  }

  /** Undefined: not a word is said to it. */
  standingOf(address: string): Standing | undefined {
    if (this.#isOfTrunk(address)) return 'trunk';
    return this.#canAsk ? 'stranger' : undefined;
  }

  /** Whether one more message may be read from there now. */
  mayRead(address: string, standing: Standing, by: 'packets' | 'connections'): boolean {
    if (standing === 'trunk' || this.#trusted.has(address))
      return this.#bucket(`${address} trunk`, TRUNK).take(this.#now());
    const now = this.#now();
    const ofSubnet = this.#bucket(`${by} ${limitKey(address)}`, STRANGER);
    return ofSubnet.take(now) && this.#allStrangers[by].take(now);
  }

  /** Whether a stranger may open one more connection from there now. */
  mayConnect(address: string): boolean {
    if (this.#trusted.has(address)) return true;
    const now = this.#now();
    const ofNetwork = this.#bucket(`connecting ${limitKey(address)}`, CONNECTING);
    return ofNetwork.take(now) && this.#allConnecting.take(now);
  }

  /** Not let in by that: only listened to more. */
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

/** IPv4 within IPv6 (::ffff:192.0.2.1), as a socket of both kinds tells it, is IPv4. */
export function plainAddress(address: string): string {
  return ipaddr.isValid(address) ? ipaddr.process(address.replace(/%.*$/, '')).toString() : address;
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
