// What is saved in a folder: in Firefox Playwright is told of no download that the page makes.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export const filesIn = (folder: string): string[] =>
  readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'));
