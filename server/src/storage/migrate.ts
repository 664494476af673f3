// Migrates the schema to the latest version, with Kysely's migrator.
import type { Kysely } from 'kysely';
import { Migrator } from 'kysely/migration';
import { migrations } from './migrations.ts';

/** Forward only. On PostgreSQL, Kysely's lock serializes servers that start at the same time. */
export async function migrate<T>(kysely: Kysely<T>): Promise<void> {
  const migrator = new Migrator({
    db: kysely,
    provider: { getMigrations: () => Promise.resolve(migrations) },
  });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) {
    throw error instanceof Error ? error : new Error('the database could not be migrated');
  }
}
