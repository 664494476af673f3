// Where things are: this checkout, and the user's cache, which outlives checkouts.
import { createHash } from 'node:crypto';
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('..', import.meta.url)).replace(/\/$/, '');

// The XDG specification has relative paths ignored.
const xdg = process.env.XDG_CACHE_HOME ?? '';
export const CACHE = join(isAbsolute(xdg) ? xdg : join(homedir(), '.cache'), 'distansmote');

/** The lock under which this checkout's dependencies and built client are changed. */
export const CHECKOUT_LOCK = join(
  CACHE,
  `checkout-${createHash('sha256').update(ROOT).digest('hex').slice(0, 12)}.lock`,
);
