// Short-lived credentials for the TURN relay, which checks them without asking this server.
import { createHmac } from 'node:crypto';
import type { IceServer } from '@distansmote/shared/signalling/rtp.ts';

export interface TurnRelay {
  /** URIs of RFC 7065. */
  urls: string[];
  /** Shared with the relay (coturn's `static-auth-secret`). */
  secret: string;
}

/** Undefined when no relay is configured. */
export function turnRelayOf(settings: {
  TURN_URLS?: string[] | undefined;
  TURN_SECRET?: string | undefined;
}): TurnRelay | undefined {
  const { TURN_URLS: urls, TURN_SECRET: secret } = settings;
  return urls === undefined || secret === undefined ? undefined : { urls, secret };
}

/**
 * Longer than any meeting, because a relay may check the expiry again when an allocation is refreshed. A page that
 * reconnects gets new credentials; an ICE restart keeps the old ones. Stolen credentials are useless the next day.
 */
const LIFETIME_SECONDS = 12 * 60 * 60;

/** Of an equipment test: one path takes less than half of it. */
const TEST_SECONDS = 60;

/** @param name a user name of `RelayUsers`, which identifies nobody. */
export function turnCredentials(relay: TurnRelay, nowMs: number, name: string): IceServer {
  return credentialsOf(relay, Math.floor(nowMs / 1000) + LIFETIME_SECONDS, name);
}

/**
 * For an equipment test, which anybody may start: valid for one to two minutes, and the same for the same `user` within
 * a minute, so that the relay's per-user quota limits their allocations together.
 */
export function testCredentials(relay: TurnRelay, nowMs: number, user: string): IceServer {
  const expiry = (Math.floor(nowMs / 1000 / TEST_SECONDS) + 2) * TEST_SECONDS;
  const name = createHmac('sha256', relay.secret).update(user).digest('base64url').slice(0, 16);
  return credentialsOf(relay, expiry, name);
}

/**
 * The user name is the expiry in seconds since 1970 and a name by which the relay counts allocations.
 * Source: draft-uberti-behave-turn-rest-00 §2.2, coturn's `use-auth-secret`.
 */
function credentialsOf({ urls, secret }: TurnRelay, expiry: number, name: string): IceServer {
  const username = `${expiry}:${name}`;
  const credential = createHmac('sha1', secret).update(username).digest('base64');
  return { urls, username, credential };
}
