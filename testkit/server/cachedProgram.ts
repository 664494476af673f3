// Finds the programs that `npm start` and `npm test` build once for a machine.
import { existsSync, readdirSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** The program that the variable `setting` names, or the newest one of the cache. */
export function cachedProgram(setting: string, name: string): string | undefined {
  const named = process.env[setting];
  if (named) return named;
  const cache = join(homedir(), '.cache/distansmote');
  if (!existsSync(cache)) return undefined;
  return readdirSync(cache)
    .filter(
      (file) => file.startsWith(`${name}-`) && !/\.(?:log|lock|new|download|build-.*)$/.test(file),
    )
    .map((file) => join(cache, file))
    .sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs)[0];
}
