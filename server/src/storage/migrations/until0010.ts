// The schema's history, to 0010.
import { randomBytes } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

export const until0010: Record<string, Migration> = {
  '0001-spaces-and-accounts': {
    async up(database: Kysely<unknown>) {
      await database.schema
        .createTable('callIds')
        .addColumn('callId', 'text', (column) => column.primaryKey())
        .addColumn('createdAt', 'text', (column) => column.notNull())
        .addColumn('deletedAt', 'text')
        .execute();
      await database.schema
        .createTable('accounts')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('username', 'text', (column) => column.notNull().unique())
        .addColumn('passwordHash', 'text', (column) => column.notNull())
        .addColumn('role', 'text', (column) => column.notNull())
        .addColumn('createdAt', 'text', (column) => column.notNull())
        .execute();
      await database.schema
        .createTable('spaces')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('name', 'text', (column) => column.notNull())
        .addColumn('callId', 'text', (column) =>
          column.notNull().unique().references('callIds.callId'),
        )
        .addColumn('videoName', 'text', (column) => column.notNull().unique())
        .addColumn('secret', 'text', (column) => column.notNull())
        .addColumn('ownerId', 'text', (column) => column.references('accounts.id'))
        .addColumn('createdAt', 'text', (column) => column.notNull())
        .execute();
      await database.schema
        .createTable('sessions')
        .addColumn('tokenHash', 'text', (column) => column.primaryKey())
        .addColumn('accountId', 'text', (column) =>
          column.notNull().references('accounts.id').onDelete('cascade'),
        )
        .addColumn('expiresAt', 'text', (column) => column.notNull())
        .execute();
    },
  },
  '0002-call-id-lots': {
    async up(database: Kysely<unknown>) {
      await database.schema
        .createTable('callIdLots')
        .addColumn('lot', 'integer', (column) => column.primaryKey())
        .addColumn('startedAt', 'text', (column) => column.notNull())
        .execute();
      await database.schema
        .createTable('callIdKey')
        .addColumn('key', 'text', (column) => column.primaryKey())
        .execute();
      const key = randomBytes(32).toString('base64url');
      await sql`insert into "callIdKey" ("key") values (${key})`.execute(database);
    },
  },
  '0003-accounts': {
    async up(database: Kysely<unknown>) {
      // One column a statement: SQLite takes no more.
      await database.schema
        .alterTable('accounts')
        .addColumn('displayName', 'text', (column) => column.notNull().defaultTo(''))
        .execute();
      await database.schema.alterTable('accounts').addColumn('closedAt', 'text').execute();
      await database.schema.alterTable('accounts').addColumn('oidcSubject', 'text').execute();
      // An index of its own, since SQLite adds no unique column.
      await database.schema
        .createIndex('accountsOidcSubject')
        .on('accounts')
        .column('oidcSubject')
        .unique()
        .execute();
      await database.schema
        .createIndex('sessionsAccountId')
        .on('sessions')
        .column('accountId')
        .execute();
      await database.schema
        .createTable('apiTokens')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('name', 'text', (column) => column.notNull())
        .addColumn('tokenHash', 'text', (column) => column.notNull().unique())
        .addColumn('createdBy', 'text', (column) => column.notNull().references('accounts.id'))
        .addColumn('createdAt', 'text', (column) => column.notNull())
        .addColumn('lastUsedAt', 'text')
        .addColumn('revokedAt', 'text')
        .execute();
    },
  },
  '0004-admission': {
    async up(database: Kysely<unknown>) {
      await database.schema
        .alterTable('spaces')
        .addColumn('lobby', 'text', (column) => column.notNull().defaultTo('none'))
        .execute();
      await database.schema.alterTable('spaces').addColumn('startsAt', 'text').execute();
      await database.schema
        .createTable('spaceConveners')
        .addColumn('spaceId', 'text', (column) =>
          column.notNull().references('spaces.id').onDelete('cascade'),
        )
        .addColumn('accountId', 'text', (column) =>
          column.notNull().references('accounts.id').onDelete('cascade'),
        )
        .addPrimaryKeyConstraint('spaceConvenersKey', ['spaceId', 'accountId'])
        .execute();
    },
  },
  '0005-confirmations': {
    async up(database: Kysely<unknown>) {
      await database.schema
        .createTable('confirmations')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('spaceId', 'text', (column) =>
          column.notNull().references('spaces.id').onDelete('cascade'),
        )
        .addColumn('name', 'text', (column) => column.notNull())
        .addColumn('confirmedAt', 'text', (column) => column.notNull())
        .execute();
      await database.schema
        .createIndex('confirmationsOfSpace')
        .on('confirmations')
        .column('spaceId')
        .execute();
    },
  },
  '0006-deletion-by-time': {
    async up(database: Kysely<unknown>) {
      await database.schema
        .alterTable('spaces')
        .addColumn('deleteAfterDays', 'integer', (column) => column.defaultTo(30))
        .execute();
      await database.schema.alterTable('spaces').addColumn('lastUsedAt', 'text').execute();
    },
  },
  '0007-audit-log': {
    async up(database: Kysely<unknown>) {
      // No reference to spaces or accounts: the log outlives them.
      await database.schema
        .createTable('auditLog')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('at', 'text', (column) => column.notNull())
        .addColumn('deed', 'text', (column) => column.notNull())
        .addColumn('byKind', 'text', (column) => column.notNull())
        .addColumn('byName', 'text', (column) => column.notNull())
        .addColumn('spaceId', 'text')
        .addColumn('callId', 'text')
        .addColumn('spaceName', 'text')
        .addColumn('about', 'text')
        .addColumn('role', 'text')
        .execute();
      await database.schema
        .createIndex('auditLogInOrder')
        .on('auditLog')
        .columns(['at', 'id'])
        .execute();
      await database.schema
        .createIndex('auditLogOfCallId')
        .on('auditLog')
        .columns(['callId', 'at', 'id'])
        .execute();
    },
  },
  '0008-ways-in': {
    async up(database: Kysely<unknown>) {
      for (const way of ['admitsPhones', 'admitsRooms']) {
        await database.schema
          .alterTable('spaces')
          .addColumn(way, 'integer', (column) => column.notNull().defaultTo(1))
          .execute();
      }
    },
  },
  '0009-pass-keys': {
    async up(database: Kysely<unknown>) {
      // Null until it has one: neither database takes a random default.
      await database.schema.alterTable('spaces').addColumn('passKey', 'text').execute();
      const { rows } = await sql<{ id: string }>`select "id" from "spaces"`.execute(database);
      for (const { id } of rows) {
        const key = randomBytes(32).toString('base64url');
        await sql`update "spaces" set "passKey" = ${key} where "id" = ${id}`.execute(database);
      }
    },
  },
  '0010-audit-detail': {
    async up(database: Kysely<unknown>) {
      await database.schema.alterTable('auditLog').addColumn('detail', 'text').execute();
    },
  },
  '0010-session-use': {
    async up(database: Kysely<unknown>) {
      await database.schema
        .alterTable('sessions')
        .addColumn('usedAt', 'text', (column) => column.notNull().defaultTo(''))
        .execute();
      // Those that there are have been used now.
      const now = new Date().toISOString();
      await sql`update "sessions" set "usedAt" = ${now}`.execute(database);
    },
  },
  '0010-token-scope': {
    async up(database: Kysely<unknown>) {
      // Those that there are may do what they could, without an end.
      await database.schema
        .alterTable('apiTokens')
        .addColumn('scope', 'text', (column) => column.notNull().defaultTo('manage'))
        .execute();
      await database.schema.alterTable('apiTokens').addColumn('expiresAt', 'text').execute();
    },
  },
};
