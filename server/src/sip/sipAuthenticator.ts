// Lets a message in: the trunk's as it is, a stranger's when it knows the password or belongs to a call that was let in.
import { LRUCache } from 'lru-cache';
import { limitKey } from '../platform/clientAddress.ts';
import { Digest } from './digest.ts';
import type { Flow } from './flow.ts';
import type { Standing } from './ipAccessPolicy.ts';
import { statelessResponse } from './statelessResponse.ts';
import { type RawMessage, headerOf } from './rawMessage.ts';
import type { SipSettings } from './sipSettings.ts';

/** After so many wrong passwords an address, or the IPv6 network that it is of, is not answered for a while. */
const MOST_WRONG = 10;
const WRONG_MS = 300_000;
/** What an address could not answer is not asked of it so soon again. */
const OLD_MS = 86_400_000;
const MOST_REMEMBERED = 10_000;
/** Of a call that is over: its last transactions. */
const AFTERWARDS_MS = 64_000;

/** `says`: it stays outside, and is told so. */
export type Admitted = { type: 'in' } | { type: 'out'; says: string | undefined };

const IN: Admitted = { type: 'in' };
const SILENCE: Admitted = { type: 'out', says: undefined };

export class SipAuthenticator {
  readonly #digest: Digest | undefined;
  /** Call-ID and address of those that were let in: ACK and CANCEL cannot be asked (RFC 3261 §22.1). */
  readonly #letIn: LRUCache<string, true>;
  readonly #wrong = new LRUCache<string, number>({ max: MOST_REMEMBERED, ttl: WRONG_MS });
  /**
   * Of those that gave no answer to SHA-256 and MD5 together: some (libre 1, sipp 3.6) end the call at the
   * first algorithm that they do not know, though RFC 8760 §2.4 has them look on. Next time it is MD5 alone, by the same
   * way: who comes by TLS is not bound by what somebody sends by UDP with that address.
   */
  readonly #old = new LRUCache<string, true>({ max: MOST_REMEMBERED, ttl: OLD_MS });

  constructor({ user, password, maxCallSeconds }: SipSettings) {
    const isAsking = user !== undefined && password !== undefined;
    this.#digest = isAsking ? new Digest({ user, password }) : undefined;
    const ttl = maxCallSeconds * 1000 + AFTERWARDS_MS;
    this.#letIn = new LRUCache({ max: MOST_REMEMBERED, ttl });
  }

  admit(raw: RawMessage, flow: Flow, standing: Standing): Admitted {
    if (standing === 'trunk') return IN;
    const call = `${headerOf(raw, 'call-id')} ${flow.address}`;
    const method = raw.firstLine.split(' ')[0] ?? '';
    const isOfCall = method === 'ACK' || method === 'CANCEL' || method === 'SIP/2.0';
    if (this.#letIn.has(call) && (isOfCall || /;\s*tag\s*=/i.test(headerOf(raw, 'to') ?? ''))) {
      // Also by a connection that has been made anew in the middle of a call.
      flow.trust();
      return IN;
    }
    const { address } = flow;
    const way = `${flow.protocol} ${address}`;
    const network = limitKey(address);
    const wrong = this.#wrong.get(network) ?? 0;
    if (isOfCall || this.#digest === undefined || wrong >= MOST_WRONG) return SILENCE;
    const authorization = headerOf(raw, 'authorization');
    const verdict =
      authorization === undefined ? 'unasked' : this.#digest.check(authorization, method, address);
    if (/algorithm\s*=\s*"?SHA/i.test(authorization ?? '')) this.#old.delete(way);
    if (verdict === 'right') {
      this.#letIn.set(call, true);
      flow.trust();
      return IN;
    }
    if (verdict === 'wrong') this.#wrong.set(network, wrong + 1);
    const isOld = this.#old.has(way);
    if (verdict === 'unasked') this.#old.set(way, true);
    const challenges = this.#digest.challenges(address, verdict === 'stale', isOld);
    return { type: 'out', says: statelessResponse(raw, flow, 401, challenges) };
  }
}
