// A temporary folder that is removed when the vitest test finishes.
import { onTestFinished } from 'vitest';
import { makeFolder } from './dataFolder.ts';

export function tempFolder(): string {
  const { folder, remove } = makeFolder();
  onTestFinished(remove);
  return folder;
}
