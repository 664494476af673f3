// The server's log: one JSON line per event, by pino. Never names, call IDs, secrets, addresses or chat.
import { type Logger, pino } from 'pino';

export type Log = Logger;

/** @param destination only in tests; the default is standard output. */
export function createLog(level: string, destination?: { write(line: string): void }): Log {
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    serializers: { err: (error: unknown) => describeError(error) },
  };
  return destination === undefined ? pino(options) : pino(options, destination);
}

interface DescribedError {
  type: string;
  code?: string;
  message: string;
  stack?: string;
  cause?: DescribedError;
}

/** A longer chain of causes is a cycle. */
const MAX_CAUSES = 5;

/**
 * Nothing else of an error is logged, because errors may carry personal data. PostgreSQL puts the row in `detail` and may
 * quote it in the message, so the code (SQLSTATE) must do.
 */
function describeError(error: unknown, depth = 0): DescribedError {
  if (!(error instanceof Error)) return { type: typeof error, message: String(error) };
  const { name, cause } = error;
  const isDatabaseError = 'severity' in error;
  const frames = error.stack?.split('\n').filter((line) => /^\s+at /.test(line));
  return {
    type: name,
    ...('code' in error && { code: String(error.code) }),
    message: isDatabaseError ? 'refused by the database' : error.message,
    ...(frames !== undefined && { stack: frames.join('\n') }),
    ...(cause instanceof Error && depth < MAX_CAUSES && { cause: describeError(cause, depth + 1) }),
  };
}
