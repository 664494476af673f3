// The configured database cannot be used, for a reason that the operator can fix.
import { SchemaTooNew } from './migrate.ts';

/** The message is one sentence and never contains the password. */
export class DatabaseUnusable extends Error {
  override name = 'DatabaseUnusable';
}

/**
 * Runs `work` and turns the database's own errors into DatabaseUnusable.
 * @param target named in the message, for example `DATABASE_URL: PostgreSQL at db:5432`.
 * @throws DatabaseUnusable
 */
export async function orUnusable<T>(target: string, work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const reason = reasonOf(error);
    if (reason === undefined) throw error;
    throw new DatabaseUnusable(`${target} cannot be used: ${reason}.`, { cause: error });
  }
}

/** Undefined for a bug of ours. */
function reasonOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  if (error.message.startsWith('corrupted migrations'))
    return 'another version of Distansmöte has changed it';
  if (error instanceof SchemaTooNew)
    return `a newer version of Distansmöte has changed it (${error.message}): start that version`;
  // node-postgres gives its own timeouts no code.
  if (/timeout/i.test(error.message)) return 'it does not answer';
  if (!('code' in error)) return undefined;
  // The message is empty when Node tried several addresses.
  return (error.message || String(error.code)).replace(/\s*\n\s*/g, ' ').replace(/\.$/, '');
}
