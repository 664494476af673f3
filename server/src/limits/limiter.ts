// Accounts for what clients spend and hold, against the table of limits, and refuses what exceeds it.
import { LRUCache } from 'lru-cache';
import { HELD, type HeldName, type Rate, RATES, type RateName, type Scope } from './limits.ts';

/** Who pays. An absent scope is not charged; the process always is. */
export interface Payer {
  socket?: string | undefined;
  address?: string | undefined;
  meeting?: string | undefined;
  /** A staff user name, normalized, whether or not the account exists. */
  account?: string | undefined;
}

/** A limit was reached; nothing was spent or acquired. */
export class LimitExceeded extends Error {
  override name = 'LimitExceeded';
  readonly limit: RateName | HeldName;
  readonly scope: Scope;
  /** Whole seconds until a retry makes sense; 1 where that is unknown. */
  readonly retryAfterSeconds: number;

  constructor(limit: RateName | HeldName, scope: Scope, retryAfterSeconds = 1) {
    super(`${limit} ${scope}`);
    this.limit = limit;
    this.scope = scope;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** Something acquired that must be released. */
export interface Hold {
  /** Changes the amount. @throws LimitExceeded, and keeps the old amount. */
  resize(amount: number): void;
  /** May be called twice. */
  release(): void;
}

interface Bucket {
  tokens: number;
  /** Milliseconds of `performance.now()`. */
  updatedAt: number;
}

interface Account {
  bucket: Bucket;
  rate: Rate;
  scope: Scope;
}

interface Key<T> {
  key: string;
  limit: T;
  scope: Scope;
}

/** The least recently used are dropped, and start full again. 360 bytes each, 18 MB in all. */
const MAX_BUCKETS = 50_000;

export class Limiter {
  // By size, since `max` allocates room for all at once: 1 MB.
  readonly #buckets = new LRUCache<string, Bucket>({
    maxSize: MAX_BUCKETS,
    sizeCalculation: () => 1,
  });
  readonly #held = new Map<string, number>();

  /** Spends `amount`. @throws LimitExceeded, and spends nothing, when one of the payer's accounts has less. */
  consume(name: RateName, payer: Payer, amount = 1): void {
    const accounts = this.#accountsOf(name, payer, amount);
    for (const { bucket, rate, scope } of accounts) {
      if (bucket.tokens >= amount) continue;
      const seconds = Math.ceil((amount - bucket.tokens) / rate.perSecond);
      throw new LimitExceeded(name, scope, seconds);
    }
    for (const { bucket } of accounts) bucket.tokens -= amount;
  }

  /** Spends an amount that is known only afterwards, such as CPU time. The balance may become negative. */
  charge(name: RateName, payer: Payer, amount: number): void {
    for (const { bucket } of this.#accountsOf(name, payer)) bucket.tokens -= amount;
  }

  /** @throws LimitExceeded when nothing is left to spend. */
  check(name: RateName, payer: Payer): void {
    for (const { bucket, rate, scope } of this.#accountsOf(name, payer)) {
      if (bucket.tokens > 0) continue;
      throw new LimitExceeded(name, scope, Math.ceil((1 - bucket.tokens) / rate.perSecond));
    }
  }

  /** Acquires `amount` until it is released. @throws LimitExceeded, and acquires nothing. */
  acquire(name: HeldName, payer: Payer, amount = 1): Hold {
    let held = 0;
    const resize = (wanted: number) => {
      if (wanted === held) return;
      this.#change(name, payer, wanted - held);
      held = wanted;
    };
    resize(amount);
    return { resize, release: () => resize(0) };
  }

  /** How much the narrowest given scope holds; without a payer, the process. For metrics and tests. */
  heldBy(name: HeldName, payer: Payer = {}): number {
    const [account] = keysOf<number>(HELD[name], name, payer);
    return account === undefined ? 0 : (this.#held.get(account.key) ?? 0);
  }

  #change(name: HeldName, payer: Payer, change: number): void {
    const accounts = keysOf<number>(HELD[name], name, payer);
    if (change > 0) {
      for (const { key, limit, scope } of accounts)
        if ((this.#held.get(key) ?? 0) + change > limit) throw new LimitExceeded(name, scope);
    }
    for (const { key } of accounts) {
      const held = (this.#held.get(key) ?? 0) + change;
      if (held > 0) this.#held.set(key, held);
      else this.#held.delete(key);
    }
  }

  /** When the address or the meeting has less than `wanted`, the socket's own share takes its place. */
  #accountsOf(name: RateName, payer: Payer, wanted = 0): Account[] {
    const limit = RATES[name];
    const share: Rate | undefined = 'share' in limit ? limit.share : undefined;
    const now = performance.now();
    return keysOf<Rate>(limit, name, payer).map(({ key, limit: rate, scope }) => {
      const bucket = this.#refilled(key, rate, now);
      const isShared = scope === 'perAddress' || scope === 'perMeeting';
      const isShort = isShared && bucket.tokens < Math.max(wanted, Number.MIN_VALUE);
      if (!isShort || share === undefined || payer.socket === undefined)
        return { bucket, rate, scope };
      const ownKey = `${name} share ${payer.socket}`;
      return { bucket: this.#refilled(ownKey, share, now), rate: share, scope };
    });
  }

  /** @param now milliseconds of `performance.now()`. */
  #refilled(key: string, rate: Rate, now: number): Bucket {
    let bucket = this.#buckets.get(key);
    if (bucket === undefined) {
      bucket = { tokens: rate.burst, updatedAt: now };
      this.#buckets.set(key, bucket);
    } else {
      const earned = ((now - bucket.updatedAt) / 1000) * rate.perSecond;
      bucket.tokens = Math.min(rate.burst, bucket.tokens + earned);
      bucket.updatedAt = now;
    }
    return bucket;
  }
}

const SCOPES: readonly Scope[] = [
  'perSocket',
  'perAddress',
  'perAddressInMeeting',
  'perMeeting',
  'perAccount',
  'perProcess',
];

/** The accounts that a limit charges, from the narrowest scope to the process. Called several times per request. */
function keysOf<T>(limits: Partial<Record<Scope, T>>, name: string, payer: Payer): Key<T>[] {
  const keys: Key<T>[] = [];
  for (const scope of SCOPES) {
    const limit = limits[scope];
    if (limit === undefined) continue;
    const id = idOf(scope, payer);
    if (id !== undefined) keys.push({ key: `${name} ${scope} ${id}`, limit, scope });
  }
  return keys;
}

function idOf(scope: Scope, { socket, address, meeting, account }: Payer): string | undefined {
  switch (scope) {
    case 'perSocket':
      return socket;
    case 'perAddress':
      return address;
    case 'perAddressInMeeting':
      return address && meeting && `${address} ${meeting}`;
    case 'perMeeting':
      return meeting;
    case 'perAccount':
      return account;
    case 'perProcess':
      return '';
  }
}
