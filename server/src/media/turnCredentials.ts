// Short-lived credentials for the TURN relay, by which it serves whoever we have let in, with no word between us.
import { createHmac } from 'node:crypto';
import type { IceServer } from '@distansmote/shared/signalling/rtp.ts';

export interface TurnRelay {
  /** URIs of RFC 7065. */
  urls: string[];
  /** Shared with the relay (coturn's `static-auth-secret`). */
  secret: string;
}

/** Undefined where none is set. */
export function turnRelayOf(settings: {
  TURN_URLS?: string[] | undefined;
  TURN_SECRET?: string | undefined;
}): TurnRelay | undefined {
  const { TURN_URLS: urls, TURN_SECRET: secret } = settings;
  return urls === undefined || secret === undefined ? undefined : { urls, secret };
}

/**
 * Longer than any meeting, whether or not a relay looks at it again when an allocation is renewed; a page that must build
 * its media anew is given new ones (an ICE restart goes on with the old). What somebody takes away is of no use tomorrow.
 */
const LIFETIME_SECONDS = 12 * 60 * 60;

/** Of a test: one way takes less than half of it. */
const TEST_SECONDS = 60;

/** @param name of a user of the relay, which tells nobody who it is. */
export function turnCredentials(relay: TurnRelay, nowMs: number, name: string): IceServer {
  return credentialsOf(relay, Math.floor(nowMs / 1000) + LIFETIME_SECONDS, name);
}

/**
 * For an equipment test, which anybody may begin: good for one to two minutes, and the same ones for the same `user`
 * within a minute, so that the relay's quota of a user bounds what they take together.
 */
export function testCredentials(relay: TurnRelay, nowMs: number, user: string): IceServer {
  const expiry = (Math.floor(nowMs / 1000 / TEST_SECONDS) + 2) * TEST_SECONDS;
  const name = createHmac('sha256', relay.secret).update(user).digest('base64url').slice(0, 16);
  return credentialsOf(relay, expiry, name);
}

/**
 * The user name is the second since 1970 at which they run out, and a part by which the relay counts each user's
 * allocations; nothing in it tells who it is.
 * Source: draft-uberti-behave-turn-rest-00 §2.2, coturn's `use-auth-secret`.
 */
function credentialsOf({ urls, secret }: TurnRelay, expiry: number, name: string): IceServer {
  const username = `${expiry}:${name}`;
  const credential = createHmac('sha1', secret).update(username).digest('base64');
  return { urls, username, credential };
}
