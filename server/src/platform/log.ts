// The server's log: pino, as one JSON line each; never names, call IDs, secrets, addresses or chat.
import { type Logger, pino } from 'pino';

export type Log = Logger;

/** @param destination other than standard output in tests only. */
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

/** An error chain longer than this is a circle. */
const MAX_CAUSES = 5;

/**
 * No more of an error than this: others bring along what they were given. PostgreSQL's have the row in `detail`,
 * and may quote of it in their message; their code (SQLSTATE) has to do.
 */
function describeError(error: unknown, depth = 0): DescribedError {
  if (!(error instanceof Error)) return { type: typeof error, message: String(error) };
  const { name, cause } = error;
  const isOfDatabase = 'severity' in error;
  const frames = error.stack?.split('\n').filter((line) => /^\s+at /.test(line));
  return {
    type: name,
    ...('code' in error && { code: String(error.code) }),
    message: isOfDatabase ? 'refused by the database' : error.message,
    ...(frames !== undefined && { stack: frames.join('\n') }),
    ...(cause instanceof Error && depth < MAX_CAUSES && { cause: describeError(cause, depth + 1) }),
  };
}
