// Keys for signing that all servers on one database have in common, and that a restart does not change.
import { hkdfSync } from 'node:crypto';
import type { Database } from './database.ts';

/** What a key is for: none can be used for another purpose. */
export type KeyPurpose =
  | 'SIP digest nonces'
  | 'rooms of meetings'
  | 'browser tokens'
  | 'caller aliases'
  | 'shared counts'
  | 'addresses in lobbies';

/** 32 bytes, derived from the database's own secret (HKDF, RFC 5869). */
export async function serviceKey(database: Database, purpose: KeyPurpose): Promise<Buffer> {
  const { key } = await database.selectFrom('callIdKey').select('key').executeTakeFirstOrThrow();
  return Buffer.from(hkdfSync('sha256', key, '', purpose, 32));
}
