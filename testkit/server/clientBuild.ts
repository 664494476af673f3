// The server needs a built client. Tests and benches that open no page get an empty one.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root of this checkout. */
export const CHECKOUT = fileURLToPath(new URL('../..', import.meta.url));

/** Keeps an existing client. */
export function ensureClientBuild(checkout = CHECKOUT): void {
  const index = join(checkout, 'client/dist/index.html');
  if (existsSync(index)) return;
  mkdirSync(dirname(index), { recursive: true });
  writeFileSync(index, '<!doctype html><title>Distansmöte</title>\n');
}
