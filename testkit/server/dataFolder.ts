// A temporary data folder.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export function makeFolder(): { folder: string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'distansmote-data-'));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
