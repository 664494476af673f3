// Generates what identifies a new space: call ID, secret, pass key, and the name that room systems dial.
import { randomBytes, randomInt } from 'node:crypto';
import type { CallId } from '@distansmote/shared/ids.ts';

/** Nine digits from a CSPRNG; the first is not 0. */
export function generateCallId(): CallId {
  return String(randomInt(100_000_000, 1_000_000_000)) as CallId;
}

/** 128 bits, 22 characters. */
export function generateSecret(): string {
  return randomBytes(16).toString('base64url');
}

/** 256 bits, 43 characters. */
export function generatePassKey(): string {
  return randomBytes(32).toString('base64url');
}

/**
 * The user part of the SIP URI, for example `testmote1-787544182`: the name in ASCII letters, for people, and the call
 * ID, so that an address is never reused either.
 */
export function videoNameOf(name: string, callId: CallId): string {
  const plain = name
    .normalize('NFD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 24)
    .replace(/-+$/, '');
  return plain === '' ? callId : `${plain}-${callId}`;
}
