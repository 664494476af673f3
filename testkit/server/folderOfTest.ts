// A folder that lives as long as the vitest test that asked for it.
import { onTestFinished } from 'vitest';
import { makeFolder } from './dataFolder.ts';

export function folderOfTest(): string {
  const { folder, remove } = makeFolder();
  onTestFinished(remove);
  return folder;
}
