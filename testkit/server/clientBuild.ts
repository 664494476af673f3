// The server wants a built client; tests and benches that open no page of it make do with an empty one.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of this checkout. */
export const CHECKOUT = fileURLToPath(new URL('../..', import.meta.url));

/** Leaves a client that is there as it is. */
export function ensureClientBuild(checkout = CHECKOUT): void {
  const index = join(checkout, 'client/dist/index.html');
  if (existsSync(index)) return;
  mkdirSync(dirname(index), { recursive: true });
  writeFileSync(index, '<!doctype html><title>Distansmöte</title>\n');
}
