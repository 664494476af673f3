// What is done with each message that comes: taken apart, let in, checked, and given to sip.js.
import type { Entrance } from './entrance.ts';
import type { Flow } from './flow.ts';
import type { Standing } from './gate.ts';
import { incoming } from './incoming.ts';
import { plainResponse } from './plainResponse.ts';
import { type RawMessage, headerOf, rawMessage } from './rawMessage.ts';
import { ALLOW, type SipCore } from './sipCore.ts';

/** Reliable provisional responses are not sent, so that who requires them lacks nothing (RFC 3262 §3). */
const UNDERSTOOD = new Set(['100rel', 'timer']);

export class SipReceiver {
  readonly #entrance: Entrance;
  readonly #core: SipCore;

  constructor(entrance: Entrance, core: SipCore) {
    this.#entrance = entrance;
    this.#core = core;
  }

  /** Never throws: whatever comes is answered, or met with silence. */
  receive(text: string, flow: Flow, standing: Standing): void {
    let raw: RawMessage | undefined;
    try {
      raw = rawMessage(text);
      const answer = raw === undefined ? undefined : this.#take(raw, flow, standing);
      if (answer !== undefined) flow.sendOnce(answer);
    } catch {
      const answer = raw === undefined ? undefined : plainResponse(raw, flow, 500);
      if (answer !== undefined) flow.sendOnce(answer);
    }
  }

  /** @returns what is to be said without sip.js. */
  #take(raw: RawMessage, flow: Flow, standing: Standing): string | undefined {
    const admitted = this.#entrance.admit(raw, flow, standing);
    if (admitted.is === 'out') return admitted.says;
    const read = incoming(raw, flow);
    if (read === undefined) return undefined;
    if (read.is === 'bad') return plainResponse(raw, flow, read.status);
    if (read.is === 'response') {
      this.#core.receiveResponse(read, flow);
      return undefined;
    }
    const unknown = notUnderstood(raw);
    const isAsking = read.message.method !== 'ACK' && read.message.method !== 'CANCEL';
    if (isAsking && unknown.length > 0) {
      return plainResponse(raw, flow, 420, [`Unsupported: ${unknown.join(', ')}`, ALLOW]);
    }
    return this.#core.receiveRequest(read, flow) ? undefined : plainResponse(raw, flow, 481);
  }
}

function notUnderstood(raw: RawMessage): string[] {
  const tags = (headerOf(raw, 'require') ?? '').split(',').map((tag) => tag.trim());
  return tags.filter((tag) => tag !== '' && !UNDERSTOOD.has(tag.toLowerCase()));
}
