// Signed tokens by which a browser is known again in one meeting, so that who is blocked there does not come by a new tab.
import { createHmac, createSecretKey, randomBytes } from 'node:crypto';
import type { CallId } from '@distansmote/shared/ids.ts';
import { isSameSecret } from '../platform/timingSafe.ts';

/** Longer than any meeting; then the browser is nobody again. */
export const BROWSER_TOKEN_MS = 12 * 60 * 60_000;

/** `id.expiry.signature`: 128 random bits, milliseconds since 1970, and an HMAC-SHA-256 over both and the call ID. */
const SHAPE = /^(?<id>[\w-]{22})\.(?<expiry>\d{1,16})\.(?<signature>[\w-]{43})$/;

export class BrowserTokens {
  // Whoever was blocked is forgotten with the process as well.
  readonly #key = createSecretKey(randomBytes(32));

  /** For a browser that has none: says nothing of it but that it is the same one. */
  issue(callId: CallId, now = Date.now()): string {
    const signed = `${randomBytes(16).toString('base64url')}.${now + BROWSER_TOKEN_MS}`;
    return `${signed}.${this.#sign(callId, signed)}`;
  }

  /** Undefined where it is none, another meeting's, or out of date. */
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
