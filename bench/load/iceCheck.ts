// A connectivity check of a controlling ICE agent that nominates at once (RFC 8445 §7.2, RFC 8489).
import { randomBytes } from 'node:crypto';
import { classes, Message, methods, parseMessage } from 'werift';
import type { TransportDescription } from '@distansmote/shared/signalling/rtp.ts';

/** Of a host candidate, the only one of its component (RFC 8445 §5.1.2.1). */
const HOST_PRIORITY = (126 << 24) + (65_535 << 8) + 255;

export class IceCheck {
  readonly #remote: TransportDescription['iceParameters'];
  readonly #ownFragment = randomBytes(6).toString('base64url');
  readonly #tieBreaker = randomBytes(8).readBigUInt64BE();

  constructor(remote: TransportDescription['iceParameters']) {
    this.#remote = remote;
  }

  /** A Binding request, which also keeps consent fresh (RFC 7675). */
  request(): Buffer {
    const message = new Message(methods.BINDING, classes.REQUEST);
    message
      .setAttribute('USERNAME', `${this.#remote.usernameFragment}:${this.#ownFragment}`)
      .setAttribute('PRIORITY', HOST_PRIORITY)
      .setAttribute('ICE-CONTROLLING', this.#tieBreaker)
      .setAttribute('USE-CANDIDATE', null);
    return message.addMessageIntegrity(Buffer.from(this.#remote.password)).addFingerprint().bytes;
  }

  /** Whether this is a success response with a valid MESSAGE-INTEGRITY by the peer's password. */
  isSuccess(packet: Buffer): boolean {
    const message = parseMessage(packet, Buffer.from(this.#remote.password));
    return message?.messageMethod === methods.BINDING && message.messageClass === classes.RESPONSE;
  }
}
