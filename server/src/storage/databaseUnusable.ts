// The database that was set cannot be used: said in one line, which the operator can mend.

/** Its message is one sentence, and never holds the password. */
export class DatabaseUnusable extends Error {
  override name = 'DatabaseUnusable';
}

/**
 * What `work` returns; what the database itself says when it fails, as a DatabaseUnusable.
 * @param place what is said to be at fault, for example `DATABASE_URL: PostgreSQL at db:5432`.
 */
export async function orUnusable<T>(place: string, work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const reason = reasonOf(error);
    if (reason === undefined) throw error;
    throw new DatabaseUnusable(`${place} cannot be used: ${reason}.`, { cause: error });
  }
}

/** Undefined for a fault of ours. */
function reasonOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  if (error.message.startsWith('corrupted migrations'))
    return 'a newer version of Distansmöte has changed it';
  // node-postgres gives its own time-outs no code.
  if (/timeout/i.test(error.message)) return 'it does not answer';
  if (!('code' in error)) return undefined;
  // Node says nothing more when several addresses were tried.
  return (error.message || String(error.code)).replace(/\s*\n\s*/g, ' ').replace(/\.$/, '');
}
