// The schema's history, from 0011 to 0020.
import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { searchTextOf } from '../../accounts/accountSearch.ts';
import { nameKeyOf } from '../../platform/nameKey.ts';
import { isPostgres, textByCodePoint } from './dialect.ts';

export const until0020: Record<string, Migration> = {
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
  '0018-ringing': {
    async up(database: Kysely<unknown>) {
      await database.schema
        .alterTable('spaces')
        .addColumn('allowsRingMe', 'integer', (column) => column.notNull().defaultTo(1))
        .execute();
      await database.schema
        .createTable('peopleToRing')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('spaceId', 'text', (column) =>
          column.notNull().references('spaces.id').onDelete('cascade'),
        )
        .addColumn('name', 'text', (column) => column.notNull())
        .addColumn('address', 'text', (column) => column.notNull())
        .addColumn('digits', 'text', (column) => column.notNull())
        .addColumn('role', 'text', (column) => column.notNull())
        .addColumn('createdAt', 'text', (column) => column.notNull())
        .execute();
      await database.schema
        .createIndex('peopleToRingOfSpace')
        .on('peopleToRing')
        .columns(['spaceId', 'createdAt'])
        .execute();
    },
  },
  '0019-accessibility-reports': {
    async up(database: Kysely<unknown>) {
      await database.schema
        .createTable('accessibilityReports')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('sentAt', 'text', (column) => column.notNull())
        .addColumn('text', 'text', (column) => column.notNull())
        .addColumn('replyTo', 'text')
        .execute();
    },
  },
  '0020-attendance-role': {
    async up(database: Kysely<unknown>) {
      await database.schema
        .alterTable('attendance')
        .addColumn('role', 'text', (column) => column.notNull().defaultTo(''))
        .execute();
    },
  },
};
