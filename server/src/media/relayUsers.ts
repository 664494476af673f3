// Which user of the TURN relay somebody is: the relay's quota of a user then bounds what an address takes of it, not of each page.
import { createHmac, randomBytes } from 'node:crypto';
import type { CallId } from '@distansmote/shared/ids.ts';
import { LRUCache } from 'lru-cache';

/**
 * Of those who come to one meeting from one address. With `user-quota` 16 (docs/turn/turnserver.conf) they have 768
 * allocations together, that is 190 people at four each: more than a meeting has, and two thirds of the relay's 1,200. With
 * new users at each `prepare` one page had them all within a second, and for twelve hours.
 */
const USERS = 48;
/** A pair of meeting and address that is forgotten begins with the first of its users again. */
const MAX_REMEMBERED = 10_000;

export class RelayUsers {
  // So that the relay's log does not tell that two meetings, a week apart, were of the same people.
  readonly #key = randomBytes(32);
  /** In turn, since by chance some would have more than the quota bears, and others nobody. */
  readonly #turns = new LRUCache<string, number>({ max: MAX_REMEMBERED });

  /** @param address an IPv4 address, an IPv6 site, or the account of whoever is signed in. */
  next(meeting: CallId, address: string): string {
    const whose = `${meeting} ${address}`;
    const turn = ((this.#turns.get(whose) ?? 0) + 1) % USERS;
    this.#turns.set(whose, turn);
    const name = createHmac('sha256', this.#key).update(`${whose} ${turn}`);
    return name.digest('base64url').slice(0, 16);
  }
}
