// Signed tokens that recognise a browser within one meeting, so that a blocked person can't return in a new tab.
import { createHmac, createSecretKey, type KeyObject, randomBytes } from 'node:crypto';
import type { CallId } from '@distansmote/shared/ids.ts';
import { isSameSecret } from '../platform/timingSafe.ts';

/** Longer than any meeting; after that the browser is a new one. */
export const BROWSER_TOKEN_MS = 12 * 60 * 60_000;

/** `id.expiry.signature`: 128 random bits, milliseconds since 1970, and an HMAC-SHA-256 over both and the call ID. */
const SHAPE = /^(?<id>[\w-]{22})\.(?<expiry>\d{1,16})\.(?<signature>[\w-]{43})$/;

export class BrowserTokens {
  readonly #key: KeyObject;

  /** @param key the same on every server and after a restart, as is the list of blocked browsers. */
  constructor(key: Buffer) {
    this.#key = createSecretKey(key);
  }

  /** A token for a browser without one. It identifies the browser, and says nothing else. */
  issue(callId: CallId, now = Date.now()): string {
    const signed = `${randomBytes(16).toString('base64url')}.${now + BROWSER_TOKEN_MS}`;
    return `${signed}.${this.#sign(callId, signed)}`;
  }

  /** The browser's id; undefined when the token is malformed, expired or another meeting's. */
  idOf(callId: CallId, token: string | undefined, now = Date.now()): string | undefined {
    if (token === undefined) return undefined;
    const { id, expiry, signature = '' } = SHAPE.exec(token)?.groups ?? {};
    const isRight = isSameSecret(signature, this.#sign(callId, `${id}.${expiry}`));
    return isRight && Number(expiry) > now ? id : undefined;
  }

  #sign(callId: CallId, signed: string): string {
    return createHmac('sha256', this.#key).update(`${callId}.${signed}`).digest('base64url');
  }
}
