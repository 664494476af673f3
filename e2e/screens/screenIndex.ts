// The list of all screens, docs/screens/index.md: what each one shows, and its pictures.
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const HEAD = `# Every screen

Made by \`npm run screens\`. A picture's name says its screen, the size of the window, and its theme where there are two.

| screen | what it shows | pictures |
|---|---|---|
`;
const ROW = /^\| `([\w-]+)` \| .* \|$/;

export class ScreenIndex {
  readonly #path: string;
  readonly #rows = new Map<string, string>();

  private constructor(folder: string) {
    this.#path = join(folder, 'index.md');
  }

  /** With what stands there already, so that some screens can be taken again without the others. */
  static async read(folder: string): Promise<ScreenIndex> {
    const index = new ScreenIndex(folder);
    if (!existsSync(index.#path)) return index;
    for (const line of (await readFile(index.#path, 'utf8')).split('\n')) {
      const name = ROW.exec(line)?.[1];
      if (name !== undefined) index.#rows.set(name, line);
    }
    return index;
  }

  add(name: string, sentence: string, files: readonly string[]): void {
    const links = files.map((file) => `[${file.slice(name.length + 1, -'.webp'.length)}](${file})`);
    const [first = ''] = files;
    const thumbnail = `<img src="${first}" width="240" alt="">`;
    this.#rows.set(name, `| \`${name}\` | ${sentence}<br>${thumbnail} | ${links.join(' · ')} |`);
  }

  async write(): Promise<void> {
    const rows = [...this.#rows].sort(([one], [other]) => one.localeCompare(other, 'en'));
    await writeFile(this.#path, `${HEAD}${rows.map(([, row]) => row).join('\n')}\n`);
  }
}
