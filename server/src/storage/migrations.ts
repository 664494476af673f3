// The schema's history: each entry is applied once, in the order of its key, and never edited.
import { randomBytes } from 'node:crypto';
import { type Kysely, PostgresAdapter, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { searchTextOf } from '../accounts/accountSearch.ts';
import { nameKeyOf } from '../platform/nameKey.ts';

export const migrations: Record<string, Migration> = {
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
  '0011-attendance': {
    async up(database: Kysely<unknown>) {
      await database.schema
        .createTable('attendance')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('spaceId', 'text', (column) =>
          column.notNull().references('spaces.id').onDelete('cascade'),
        )
        .addColumn('name', 'text', (column) => column.notNull())
        .addColumn('profession', 'text', (column) => column.notNull())
        .addColumn('isConvener', 'integer', (column) => column.notNull())
        .addColumn('legs', 'text', (column) => column.notNull())
        .addColumn('enteredAt', 'text', (column) => column.notNull())
        .addColumn('leftAt', 'text')
        .execute();
      await database.schema
        .createIndex('attendanceOfSpace')
        .on('attendance')
        .columns(['spaceId', 'id'])
        .execute();
    },
  },
  '0011-space-search': {
    async up(database: Kysely<unknown>) {
      // Null only in a row written by an older version during an upgrade.
      await database.schema
        .alterTable('spaces')
        .addColumn('nameKey', textByCodePoint(database))
        .execute();
      const { rows } = await sql<{ id: string; name: string }>`
        select "id", "name" from "spaces"`.execute(database);
      for (const { id, name } of rows) {
        const key = nameKeyOf(name);
        await sql`update "spaces" set "nameKey" = ${key} where "id" = ${id}`.execute(database);
      }
      for (const [name, table, columns] of [
        ['spacesByOwner', 'spaces', ['ownerId', 'startsAt']],
        ['spacesByTime', 'spaces', ['startsAt', 'id']],
        ['spacesByName', 'spaces', ['nameKey', 'id']],
        ['spacesByCreation', 'spaces', ['createdAt', 'id']],
        ['spacesByUse', 'spaces', ['lastUsedAt', 'id']],
        ['spaceConvenersByAccount', 'spaceConveners', ['accountId', 'spaceId']],
      ] as const) {
        await database.schema
          .createIndex(name)
          .on(table)
          .columns([...columns])
          .execute();
      }
      await database.schema
        .createTable('spaceTemplates')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('accountId', 'text', (column) =>
          column.notNull().references('accounts.id').onDelete('cascade'),
        )
        .addColumn('name', 'text', (column) => column.notNull())
        .addColumn('lobby', 'text', (column) => column.notNull())
        .addColumn('admitsPhones', 'integer', (column) => column.notNull())
        .addColumn('admitsRooms', 'integer', (column) => column.notNull())
        .addColumn('deleteAfterDays', 'integer')
        .addUniqueConstraint('spaceTemplateNames', ['accountId', 'name'])
        .execute();
    },
  },
  '0012-account-search': {
    async up(database: Kysely<unknown>) {
      await database.schema.alterTable('accounts').addColumn('lastSignInAt', 'text').execute();
      await database.schema
        .alterTable('accounts')
        .addColumn('searchText', textByCodePoint(database), (column) =>
          column.notNull().defaultTo(''),
        )
        .execute();
      await sql`update "accounts" set "lastSignInAt" = (select max("at") from "auditLog"
        where "deed" = 'signedIn' and "byKind" = 'account' and "byName" = "username")`.execute(
        database,
      );
      const { rows } = await sql<{ id: string; username: string; displayName: string }>`
        select "id", "username", "displayName" from "accounts"`.execute(database);
      for (const { id, ...names } of rows) {
        const searchText = searchTextOf(names);
        await sql`update "accounts" set "searchText" = ${searchText} where "id" = ${id}`.execute(
          database,
        );
      }
    },
  },
  '0013-attendance-companions': {
    async up(database: Kysely<unknown>) {
      await database.schema
        .alterTable('attendance')
        .addColumn('companions', 'text', (column) => column.notNull().defaultTo('[]'))
        .execute();
    },
  },
  '0014-cluster': {
    async up(database: Kysely<unknown>) {
      await database.schema
        .createTable('nodes')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('address', 'text', (column) => column.notNull())
        .addColumn('startedAt', 'text', (column) => column.notNull())
        .addColumn('beat', 'bigint', (column) => column.notNull())
        .addColumn('people', 'integer', (column) => column.notNull())
        .addColumn('meetings', 'integer', (column) => column.notNull())
        .addColumn('mediaWorkers', 'integer', (column) => column.notNull())
        .addColumn('isDraining', 'integer', (column) => column.notNull())
        .addColumn('mustDrain', 'integer', (column) => column.notNull().defaultTo(0))
        .addColumn('version', 'text', (column) => column.notNull())
        .addColumn('protocol', 'integer', (column) => column.notNull())
        .execute();
      await database.schema
        .createTable('openMeetings')
        .addColumn('room', 'text', (column) => column.primaryKey())
        .addColumn('spaceId', 'text', (column) =>
          column.notNull().references('spaces.id').onDelete('cascade'),
        )
        .addColumn('nodeId', 'text', (column) => column.notNull())
        .addColumn('epoch', 'bigint', (column) => column.notNull())
        .addColumn('presentCount', 'integer', (column) => column.notNull())
        .addColumn('door', 'text', (column) => column.notNull())
        .execute();
      for (const [name, column] of [
        ['openMeetingsByNode', 'nodeId'],
        ['openMeetingsBySpace', 'spaceId'],
      ] as const)
        await database.schema.createIndex(name).on('openMeetings').column(column).execute();
    },
  },
  '0014-void-passes': {
    async up(database: Kysely<unknown>) {
      await database.schema
        .createTable('voidPasses')
        .addColumn('spaceId', 'text', (column) =>
          column.notNull().references('spaces.id').onDelete('cascade'),
        )
        .addColumn('participantId', 'text', (column) => column.notNull())
        .addColumn('until', 'text', (column) => column.notNull())
        // Ids differ between spaces; the space is part of the key all the same.
        .addPrimaryKeyConstraint('voidPassesKey', ['participantId', 'spaceId'])
        .execute();
      for (const [name, column] of [
        ['voidPassesBySpace', 'spaceId'],
        ['voidPassesByTime', 'until'],
      ] as const)
        await database.schema.createIndex(name).on('voidPasses').column(column).execute();
    },
  },
  '0015-shared-counts': {
    async up(database: Kysely<unknown>) {
      // Only a cluster uses it, and that has PostgreSQL.
      if (!isPostgres(database)) return;
      // Unlogged: a commit waits for no disk and no standby. Room on each page, so that a new count needs no new index entry.
      await sql`
        create unlogged table "sharedCounts" (
          "key" bytea primary key, "count" integer not null, "endsAt" bigint not null
        ) with (fillfactor = 50)`.execute(database);
    },
  },
  '0016-node-calls': {
    async up(database: Kysely<unknown>) {
      await database.schema
        .alterTable('nodes')
        .addColumn('calls', 'integer', (column) => column.notNull().defaultTo(0))
        .execute();
    },
  },
  '0017-node-guest-workers': {
    async up(database: Kysely<unknown>) {
      // SQLite adds one at a time.
      for (const column of ['lentWorkers', 'borrowedWorkers'])
        await database.schema
          .alterTable('nodes')
          .addColumn(column, 'integer', (of) => of.notNull().defaultTo(0))
          .execute();
    },
  },
};

const isPostgres = (database: Kysely<unknown>) =>
  database.getExecutor().adapter instanceof PostgresAdapter;

/** The type of a column that both databases sort alike: SQLite compares by code point anyhow. */
const textByCodePoint = (database: Kysely<unknown>) =>
  isPostgres(database) ? sql`text collate "C"` : 'text';
