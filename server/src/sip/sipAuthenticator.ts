// Admits a message: from the trunk as it is, from a stranger with the password or within a call that was admitted.
import { LRUCache } from 'lru-cache';
import { limitKey } from '../platform/clientAddress.ts';
import { Digest } from './digest.ts';
import type { Flow } from './flow.ts';
import type { TrustLevel } from './ipAccessPolicy.ts';
import { statelessResponse } from './statelessResponse.ts';
import { type RawMessage, headerOf } from './rawMessage.ts';
import type { SipSettings } from './sipSettings.ts';

/** After this many wrong passwords an address (or its IPv6 network) gets no answer for a while. */
const MAX_FAILURES = 10;
const FAILURES_MS = 300_000;
/** How long an address that could not answer SHA-256 is asked for MD5 alone. */
const MD5_ONLY_MS = 86_400_000;
const MAX_REMEMBERED = 10_000;
/** For the last transactions after the end of a call. */
const AFTERWARDS_MS = 64_000;

/** `response`: what a rejected message is answered, if anything. */
export type SipAdmission =
  | { type: 'admitted' }
  | { type: 'rejected'; response: string | undefined };

const ADMITTED: SipAdmission = { type: 'admitted' };
const IGNORED: SipAdmission = { type: 'rejected', response: undefined };

export class SipAuthenticator {
  readonly #digest: Digest | undefined;
  /** Call-ID and address of admitted calls: ACK and CANCEL cannot be challenged (RFC 3261 §22.1). */
  readonly #admittedCalls: LRUCache<string, true>;
  readonly #failures = new LRUCache<string, number>({ max: MAX_REMEMBERED, ttl: FAILURES_MS });
  /**
   * Transport and address of peers that did not answer a challenge with SHA-256 and MD5: some (libre 1, sipp 3.6) give up
   * at the first algorithm that they do not know, although RFC 8760 §2.4 has them look further. Their next challenge has
   * MD5 alone. By transport, so that forged UDP packets do not weaken TLS.
   */
  readonly #md5Only = new LRUCache<string, true>({ max: MAX_REMEMBERED, ttl: MD5_ONLY_MS });

  constructor({ user, password, nonceKey, maxCallSeconds }: SipSettings) {
    const canAuthenticate = user !== undefined && password !== undefined;
    this.#digest = canAuthenticate ? new Digest({ user, password }, nonceKey) : undefined;
    const ttl = maxCallSeconds * 1000 + AFTERWARDS_MS;
    this.#admittedCalls = new LRUCache({ max: MAX_REMEMBERED, ttl });
  }

  /** A call of ours: what the address says within it is admitted. */
  expect(callId: string, address: string): void {
    this.#admittedCalls.set(`${callId} ${address}`, true);
  }

  admit(raw: RawMessage, flow: Flow, trustLevel: TrustLevel): SipAdmission {
    if (trustLevel === 'trunk') return ADMITTED;
    const call = `${headerOf(raw, 'call-id')} ${flow.address}`;
    const method = raw.firstLine.split(' ')[0] ?? '';
    const isOfCall = method === 'ACK' || method === 'CANCEL' || method === 'SIP/2.0';
    if (
      this.#admittedCalls.has(call) &&
      (isOfCall || /;\s*tag\s*=/i.test(headerOf(raw, 'to') ?? ''))
    ) {
      // Also over a connection that was opened anew during the call.
      flow.trust();
      return ADMITTED;
    }
    const { address } = flow;
    const transportAddress = `${flow.protocol} ${address}`;
    const network = limitKey(address);
    const failures = this.#failures.get(network) ?? 0;
    if (isOfCall || this.#digest === undefined || failures >= MAX_FAILURES) return IGNORED;
    const authorization = headerOf(raw, 'authorization');
    const verdict =
      authorization === undefined
        ? 'unauthorized'
        : this.#digest.check(authorization, method, address);
    if (/algorithm\s*=\s*"?SHA/i.test(authorization ?? '')) this.#md5Only.delete(transportAddress);
    if (verdict === 'right') {
      this.#admittedCalls.set(call, true);
      flow.trust();
      return ADMITTED;
    }
    if (verdict === 'wrong') this.#failures.set(network, failures + 1);
    const isMd5Only = this.#md5Only.has(transportAddress);
    if (verdict === 'unauthorized') this.#md5Only.set(transportAddress, true);
    const challenges = this.#digest.challenges(address, verdict === 'stale', isMd5Only);
    return { type: 'rejected', response: statelessResponse(raw, flow, 401, challenges) };
  }
}
