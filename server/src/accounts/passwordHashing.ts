// Argon2id, two at a time: it shares libuv's four threads with files and name look-ups, which must not wait behind it.
import { hash, verify } from '@node-rs/argon2';

const MAX_AT_ONCE = 2;

/** Keyboards and clipboards make ö of one code point or of two (RFC 8265 §4.2.2). */
const spell = (password: string) => password.normalize('NFC');

let running = 0;
/** Who waits for a turn, in the order they came; the urgent before the others. */
const waiting: Record<'urgent' | 'usual', (() => void)[]> = { urgent: [], usual: [] };

export const hashPassword = (password: string): Promise<string> =>
  inTurn('urgent', () => hash(spell(password)));

/** @param urgency `urgent` goes before all that are not: nobody who floods the queue is. */
export const verifyPassword = (
  passwordHash: string,
  password: string,
  urgency: 'urgent' | 'usual',
): Promise<boolean> => inTurn(urgency, () => verify(passwordHash, spell(password)));

async function inTurn<T>(urgency: 'urgent' | 'usual', work: () => Promise<T>): Promise<T> {
  if (running < MAX_AT_ONCE) running += 1;
  else await new Promise<void>((resolve) => void waiting[urgency].push(resolve));
  try {
    return await work();
  } finally {
    const next = waiting.urgent.shift() ?? waiting.usual.shift();
    // Whoever is next takes over the place.
    if (next === undefined) running -= 1;
    else next();
  }
}
