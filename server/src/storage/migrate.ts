// Brings the schema of a database up to date, by Kysely's own runner.
import type { Kysely } from 'kysely';
import { Migrator } from 'kysely/migration';
import { migrations } from './migrations.ts';

/** Forward only; where two do it at once on PostgreSQL, Kysely's lock has them take turns. */
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
