// Argon2id, two at a time, so that files and DNS, which share libuv's four threads, need not wait.
import { hash, verify } from '@node-rs/argon2';

const MAX_AT_ONCE = 2;

/** Keyboards and clipboards write ö as one code point or as two (RFC 8265 §4.2.2). */
const normalize = (password: string) => password.normalize('NFC');

let running = 0;
/** First in, first out; urgent ones before the others. */
const waiting: Record<'urgent' | 'usual', (() => void)[]> = { urgent: [], usual: [] };

export const hashPassword = (password: string): Promise<string> =>
  inTurn('urgent', () => hash(normalize(password)));

/** @param urgency `urgent` for browsers known to the account, which a flood of unknown ones cannot delay. */
export const verifyPassword = (
  passwordHash: string,
  password: string,
  urgency: 'urgent' | 'usual',
): Promise<boolean> => inTurn(urgency, () => verify(passwordHash, normalize(password)));

async function inTurn<T>(urgency: 'urgent' | 'usual', work: () => Promise<T>): Promise<T> {
  if (running < MAX_AT_ONCE) running += 1;
  else await new Promise<void>((resolve) => void waiting[urgency].push(resolve));
  try {
    return await work();
  } finally {
    const next = waiting.urgent.shift() ?? waiting.usual.shift();
    // The next one inherits this turn.
    if (next === undefined) running -= 1;
    else next();
  }
}
