// The tokens of the county's own systems: made, looked up by their hash, and revoked.
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { ApiTokenDescription, ApiTokenWithSecret } from '@distansmote/shared/accountsApi.ts';
import type { Database } from '../storage/database.ts';
import type { Account } from './accountStore.ts';

export interface ApiTokenStore {
  /** The token itself is kept nowhere. */
  create(name: string, createdBy: Account): Promise<ApiTokenWithSecret>;
  /** Newest first, without those that are revoked. */
  list(): Promise<ApiTokenDescription[]>;
  /** Whose it was; undefined when there is none to revoke. */
  revoke(id: string): Promise<{ name: string } | undefined>;
  /** Whose token it is, and that it is used now; undefined when it is none or revoked. */
  use(token: string): Promise<{ id: string; name: string } | undefined>;
}

// To the minute: each use need not be a write.
const USE_NOTED_MS = 60_000;

const hashOf = (token: string) => createHash('sha256').update(token).digest('hex');

export function createApiTokenStore(database: Database): ApiTokenStore {
  return {
    async create(name, createdBy) {
      // Its beginning tells people, and scanners for secrets, what it is.
      const token = `distansmote_${randomBytes(32).toString('base64url')}`;
      const id: string = randomUUID();
      const createdAt = new Date().toISOString();
      await database
        .insertInto('apiTokens')
        .values({ id, name, tokenHash: hashOf(token), createdBy: createdBy.id, createdAt })
        .execute();
      return { id, name, createdBy: createdBy.username, createdAt, lastUsedAt: null, token };
    },

    list: () =>
      database
        .selectFrom('apiTokens')
        .innerJoin('accounts', 'accounts.id', 'apiTokens.createdBy')
        .select([
          'apiTokens.id',
          'apiTokens.name',
          'accounts.username as createdBy',
          'apiTokens.createdAt',
          'apiTokens.lastUsedAt',
        ])
        .where('apiTokens.revokedAt', 'is', null)
        .orderBy('apiTokens.createdAt', 'desc')
        .execute(),

    revoke: (id) =>
      database
        .updateTable('apiTokens')
        .set({ revokedAt: new Date().toISOString() })
        .where('id', '=', id)
        .where('revokedAt', 'is', null)
        .returning('name')
        .executeTakeFirst(),

    async use(token) {
      const found = await database
        .selectFrom('apiTokens')
        .select(['id', 'name', 'lastUsedAt'])
        .where('tokenHash', '=', hashOf(token))
        .where('revokedAt', 'is', null)
        .executeTakeFirst();
      if (found === undefined) return undefined;
      const { id, name, lastUsedAt } = found;
      const now = Date.now();
      if (lastUsedAt === null || Date.parse(lastUsedAt) < now - USE_NOTED_MS) {
        const noted = { lastUsedAt: new Date(now).toISOString() };
        await database.updateTable('apiTokens').set(noted).where('id', '=', id).execute();
      }
      return { id, name };
    },
  };
}
