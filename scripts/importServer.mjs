// Imports every module of the server, so that Node compiles it: run by compiled.mjs, with NODE_COMPILE_CACHE.
import { globSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './places.mjs';

// Programs, which act when they are imported.
const LEFT_OUT = ['**/*.test.ts', 'server/src/admin.ts', 'server/src/backup.ts'];

// Before Node 24.2 main.ts cannot tell that it is imported, and would start.
if (import.meta.main !== undefined) {
  const paths = globSync('server/src/**/*.ts', { cwd: ROOT, exclude: LEFT_OUT });
  // The threads' modules refuse to run outside of a thread, but are compiled by then.
  for (const path of paths) await import(join(ROOT, path)).catch(() => undefined);
}
// Some modules leave timers behind.
process.exit();
