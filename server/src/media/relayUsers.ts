// Assigns TURN user names so that the relay's per-user quota limits a whole client address, not a single page.
import { createHmac, randomBytes } from 'node:crypto';
import type { CallId } from '@distansmote/shared/ids.ts';
import { LRUCache } from 'lru-cache';

/**
 * User names for one meeting and one address. With `user-quota` 16 (docs/turn/turnserver.conf) they allow 768 allocations
 * together: 190 people at four each, more than a meeting has, and two thirds of the relay's 1,200. With a new user name
 * for each `prepare`, one page took them all within a second, for twelve hours.
 */
const USERS = 48;
/** A pair of meeting and address that is evicted starts with its first user name again. */
const MAX_REMEMBERED = 10_000;

export class RelayUsers {
  // New at each start, so that the relay's log cannot link two meetings of the same people weeks apart.
  readonly #key = randomBytes(32);
  /** Round robin: a random choice would overload some user names and leave others unused. */
  readonly #turns = new LRUCache<string, number>({ max: MAX_REMEMBERED });

  /** @param address an IPv4 address, an IPv6 site, or the account of signed-in staff. */
  next(meeting: CallId, address: string): string {
    const owner = `${meeting} ${address}`;
    const turn = ((this.#turns.get(owner) ?? 0) + 1) % USERS;
    this.#turns.set(owner, turn);
    const name = createHmac('sha256', this.#key).update(`${owner} ${turn}`);
    return name.digest('base64url').slice(0, 16);
  }
}
