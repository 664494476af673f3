// Handles each message that arrives: split, admitted, validated, and given to sip.js.
import type { SipAuthenticator } from './sipAuthenticator.ts';
import type { Flow } from './flow.ts';
import type { TrustLevel } from './ipAccessPolicy.ts';
import { incoming } from './incoming.ts';
import { statelessResponse } from './statelessResponse.ts';
import { type RawMessage, headerOf, rawMessage } from './rawMessage.ts';
import { ALLOW, type SipCore } from './sipCore.ts';

/** 100rel: we send no provisional responses that would have to be reliable (RFC 3262 §3). */
const SUPPORTED = new Set(['100rel', 'timer']);

/**
 * Distinguishes our own faults from the 500 that sip.js must send to a request out of order: with a CSeq not above the
 * last one (RFC 3261 §12.2.2), or a re-INVITE during another (§14.2, RFC 6337 §4.3).
 */
const OWN_FAULT = 'Warning: 399 distansmote "fault of the server"';

export class SipReceiver {
  readonly #authenticator: SipAuthenticator;
  readonly #core: SipCore;
  readonly #onFailure: (error: unknown) => void;

  /** @param onFailure called with our own faults, which are answered 500. */
  constructor(authenticator: SipAuthenticator, core: SipCore, onFailure: (error: unknown) => void) {
    this.#authenticator = authenticator;
    this.#core = core;
    this.#onFailure = onFailure;
  }

  /** Never throws: whatever arrives is answered or ignored. */
  receive(text: string, flow: Flow, trustLevel: TrustLevel): void {
    let raw: RawMessage | undefined;
    try {
      raw = rawMessage(text);
      const answer = raw === undefined ? undefined : this.#handle(raw, flow, trustLevel);
      if (answer !== undefined) flow.sendOnce(answer);
    } catch (error) {
      this.#onFailure(error);
      const answer = raw === undefined ? undefined : statelessResponse(raw, flow, 500, [OWN_FAULT]);
      if (answer !== undefined) flow.sendOnce(answer);
    }
  }

  /** @returns a stateless response, if one is due. */
  #handle(raw: RawMessage, flow: Flow, trustLevel: TrustLevel): string | undefined {
    const admission = this.#authenticator.admit(raw, flow, trustLevel);
    if (admission.type === 'rejected') return admission.response;
    const read = incoming(raw, flow);
    if (read === undefined) return undefined;
    if (read.type === 'bad') return statelessResponse(raw, flow, read.status);
    if (read.type === 'response') {
      this.#core.receiveResponse(read, flow);
      return undefined;
    }
    const unsupported = unsupportedTags(raw);
    const canBeRefused = read.message.method !== 'ACK' && read.message.method !== 'CANCEL';
    if (canBeRefused && unsupported.length > 0) {
      return statelessResponse(raw, flow, 420, [`Unsupported: ${unsupported.join(', ')}`, ALLOW]);
    }
    return this.#core.receiveRequest(read, flow) ? undefined : statelessResponse(raw, flow, 481);
  }
}

function unsupportedTags(raw: RawMessage): string[] {
  const tags = (headerOf(raw, 'require') ?? '').split(',').map((tag) => tag.trim());
  return tags.filter((tag) => tag !== '' && !SUPPORTED.has(tag.toLowerCase()));
}
