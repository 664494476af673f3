// Migrates the schema to the latest version, with Kysely's migrator.
import { type Kysely, sql } from 'kysely';
import { Migrator } from 'kysely/migration';
import { migrations } from './migrations.ts';

/** Kysely's table of what it has executed. */
const EXECUTED = 'kysely_migration';

/**
 * A migration only adds, so that the version before goes on running beside the new one; what it adds may be left out of an
 * insert. One that removes or renames is named `…-contract`, and comes at least one version after the code has stopped
 * using it (decision 0057).
 */
const isContract = (name: string) => name.endsWith('-contract');

/** A newer version has executed a migration after which this one cannot run. */
export class SchemaTooNew extends Error {
  override name = 'SchemaTooNew';
}

/**
 * Forward only. On PostgreSQL, Kysely's lock serializes servers that start at the same time.
 * @throws SchemaTooNew
 */
export async function migrate<T>(kysely: Kysely<T>): Promise<void> {
  const executed = await executedBy(kysely);
  const newer = executed.filter((name) => !(name in migrations));
  if (newer.some(isContract)) throw new SchemaTooNew(newer.join(', '));
  // A newer version's, which only add; the migrator would take them for a fault.
  if (newer.length > 0 && Object.keys(migrations).every((name) => executed.includes(name))) return;
  const migrator = new Migrator({
    db: kysely,
    provider: { getMigrations: () => Promise.resolve(migrations) },
  });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) {
    throw error instanceof Error ? error : new Error('the database could not be migrated');
  }
}

async function executedBy<T>(kysely: Kysely<T>): Promise<string[]> {
  const tables = await kysely.introspection.getTables({ withInternalKyselyTables: true });
  if (!tables.some(({ name }) => name === EXECUTED)) return [];
  const { rows } = await sql<{ name: string }>`select "name" from ${sql.table(EXECUTED)}`.execute(
    kysely,
  );
  return rows.map(({ name }) => name);
}
