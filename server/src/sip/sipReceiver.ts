// What is done with each message that comes: taken apart, let in, checked, and given to sip.js.
import type { SipAuthenticator } from './sipAuthenticator.ts';
import type { Flow } from './flow.ts';
import type { Standing } from './ipAccessPolicy.ts';
import { incoming } from './incoming.ts';
import { statelessResponse } from './statelessResponse.ts';
import { type RawMessage, headerOf, rawMessage } from './rawMessage.ts';
import { ALLOW, type SipCore } from './sipCore.ts';

/** Reliable provisional responses are not sent, so that who requires them lacks nothing (RFC 3262 §3). */
const UNDERSTOOD = new Set(['100rel', 'timer']);

/**
 * Tells our own fault from the 500 that sip.js gives, as it must, to a request that is out of order: whose CSeq is not
 * above the last one's (RFC 3261 §12.2.2), or a re-INVITE before the former one is through (§14.2, RFC 6337 §4.3).
 */
const OWN_FAULT = 'Warning: 399 distansmote "fault of the server"';

export class SipReceiver {
  readonly #entrance: SipAuthenticator;
  readonly #core: SipCore;
  readonly #failed: (error: unknown) => void;

  /** @param failed told of what is our own fault, and answered 500. */
  constructor(entrance: SipAuthenticator, core: SipCore, failed: (error: unknown) => void) {
    this.#entrance = entrance;
    this.#core = core;
    this.#failed = failed;
  }

  /** Never throws: whatever comes is answered, or met with silence. */
  receive(text: string, flow: Flow, standing: Standing): void {
    let raw: RawMessage | undefined;
    try {
      raw = rawMessage(text);
      const answer = raw === undefined ? undefined : this.#take(raw, flow, standing);
      if (answer !== undefined) flow.sendOnce(answer);
    } catch (error) {
      this.#failed(error);
      const answer = raw === undefined ? undefined : statelessResponse(raw, flow, 500, [OWN_FAULT]);
      if (answer !== undefined) flow.sendOnce(answer);
    }
  }

  /** @returns what is to be said without sip.js. */
  #take(raw: RawMessage, flow: Flow, standing: Standing): string | undefined {
    const admitted = this.#entrance.admit(raw, flow, standing);
    if (admitted.type === 'out') return admitted.says;
    const read = incoming(raw, flow);
    if (read === undefined) return undefined;
    if (read.type === 'bad') return statelessResponse(raw, flow, read.status);
    if (read.type === 'response') {
      this.#core.receiveResponse(read, flow);
      return undefined;
    }
    const unknown = notUnderstood(raw);
    const isAsking = read.message.method !== 'ACK' && read.message.method !== 'CANCEL';
    if (isAsking && unknown.length > 0) {
      return statelessResponse(raw, flow, 420, [`Unsupported: ${unknown.join(', ')}`, ALLOW]);
    }
    return this.#core.receiveRequest(read, flow) ? undefined : statelessResponse(raw, flow, 481);
  }
}

function notUnderstood(raw: RawMessage): string[] {
  const tags = (headerOf(raw, 'require') ?? '').split(',').map((tag) => tag.trim());
  return tags.filter((tag) => tag !== '' && !UNDERSTOOD.has(tag.toLowerCase()));
}
