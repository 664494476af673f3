// Shortens the names that libraries keep to themselves, which the minifier leaves as they are since they are properties.
import { globSync, readFileSync } from 'node:fs';

/** As these libraries mark what is private; also in strings, by which Socket.IO reaches its own. */
const PRIVATE = /(?<![\w$])_[A-Za-z]\w*/g;
/** None of them begins a name so. */
const MARK = '$';
const LETTERS = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';

/**
 * One table for all of them, since they inherit from each other. It depends on their files alone, so that a release of
 * ours leaves them as they were.
 */
export class ShortNames {
  readonly #names = new Map<string, string>();

  /** @param patterns of all files that `shorten` will be given. */
  constructor(patterns: string[], root: string) {
    const counts = new Map<string, number>();
    for (const file of globSync(patterns, { cwd: root }).sort()) {
      const code = readFileSync(`${root}/${file}`, 'utf8');
      if (/(?<![\w$'])\$[a-zA-Z]{1,2}\b/.test(code))
        throw new Error(`${file} has names with ${MARK}`);
      for (const [name] of code.matchAll(PRIVATE)) counts.set(name, (counts.get(name) ?? 0) + 1);
    }
    const often = [...counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));
    for (const [index, [name]] of often.entries()) this.#names.set(name, shortName(index));
  }

  shorten(code: string): string {
    return code.replaceAll(PRIVATE, (name) => {
      const short = this.#names.get(name);
      if (short === undefined) throw new Error(`${name} is not in the table`);
      return short;
    });
  }
}

function shortName(index: number): string {
  const { length } = LETTERS;
  const last = LETTERS.charAt(index % length);
  return index < length ? MARK + last : shortName(Math.floor(index / length) - 1) + last;
}
