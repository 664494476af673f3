// What the documents link to in this repository is there.
import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from './places.mjs';

const documents = globSync(['*.md', 'docs/**/*.md'], { cwd: ROOT });

test.each(documents)('%s', (document) => {
  const text = readFileSync(join(ROOT, document), 'utf8').replaceAll(/^```[^]*?^```/gm, '');
  const links = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map((match) => match[1] ?? '');
  const broken = links
    .filter((link) => !/^(https?:|mailto:|#)/.test(link))
    .filter((link) => !existsSync(join(ROOT, dirname(document), link.split('#')[0] ?? '')));
  expect(broken).toEqual([]);
});
