// API tokens of other systems: created, looked up by hash, revoked.
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type {
  ApiTokenDescription,
  ApiTokenWithSecret,
  newApiToken,
  TokenScope,
} from '@distansmote/shared/accountsApi.ts';
import type { z } from 'zod';
import type { Database } from '../storage/database.ts';
import type { Account } from './accountStore.ts';

export interface ApiTokenStore {
  /** Only the token's hash is stored. */
  create(wanted: z.output<typeof newApiToken>, createdBy: Account): Promise<ApiTokenWithSecret>;
  /** Newest first, without revoked ones. */
  list(): Promise<ApiTokenDescription[]>;
  /** Undefined when there is no such token, or it was revoked before. */
  revoke(id: string): Promise<{ name: string } | undefined>;
  /** Records the use. Undefined when the token is unknown, revoked or expired. */
  authenticate(token: string): Promise<{ id: string; name: string; scope: TokenScope } | undefined>;
}

// Uses are recorded to the minute, so that not every use is a write.
const RECORD_USE_INTERVAL_MS = 60_000;
const DAY_MS = 24 * 60 * 60_000;

const hashOf = (token: string) => createHash('sha256').update(token).digest('hex');

export function createApiTokenStore(database: Database): ApiTokenStore {
  return {
    async create({ name, scope, validDays }, createdBy) {
      // The prefix tells people and secret scanners what it is.
      const token = `distansmote_${randomBytes(32).toString('base64url')}`;
      const id: string = randomUUID();
      const now = Date.now();
      const createdAt = new Date(now).toISOString();
      const expiresAt =
        validDays === null ? null : new Date(now + validDays * DAY_MS).toISOString();
      const made = { id, name, scope, createdAt, expiresAt };
      await database
        .insertInto('apiTokens')
        .values({ ...made, tokenHash: hashOf(token), createdBy: createdBy.id })
        .execute();
      return { ...made, createdBy: createdBy.username, lastUsedAt: null, token };
    },

    list: () =>
      database
        .selectFrom('apiTokens')
        .innerJoin('accounts', 'accounts.id', 'apiTokens.createdBy')
        .select([
          'apiTokens.id',
          'apiTokens.name',
          'apiTokens.scope',
          'apiTokens.expiresAt',
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

    async authenticate(token) {
      const found = await database
        .selectFrom('apiTokens')
        .select(['id', 'name', 'scope', 'expiresAt', 'lastUsedAt'])
        .where('tokenHash', '=', hashOf(token))
        .where('revokedAt', 'is', null)
        .executeTakeFirst();
      const now = Date.now();
      if (found === undefined || (found.expiresAt !== null && Date.parse(found.expiresAt) <= now))
        return undefined;
      const { id, name, scope, lastUsedAt } = found;
      if (lastUsedAt === null || Date.parse(lastUsedAt) < now - RECORD_USE_INTERVAL_MS) {
        const noted = { lastUsedAt: new Date(now).toISOString() };
        await database.updateTable('apiTokens').set(noted).where('id', '=', id).execute();
      }
      return { id, name, scope };
    },
  };
}
