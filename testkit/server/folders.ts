// A data folder for one test file, gone when the file is done.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

export function makeFolder(): { folder: string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'distansmote-data-'));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Removed when the test that asked for it has finished. */
export function folderOfTest(): string {
  const { folder, remove } = makeFolder();
  onTestFinished(remove);
  return folder;
}
