// Imports each icon from its own file, so that the bundler reads those in use instead of two thousand.
import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';

const LIST = new URL('../../node_modules/lucide/dist/esm/lucide.mjs', import.meta.url);

const IMPORT = /^import \{([^}]+)\} from 'lucide';$/gm;

export function iconsByFile(): Plugin {
  const files = new Map<string, string>();
  const list = readFileSync(LIST, 'utf8');
  for (const [, names = '', file = ''] of list.matchAll(/^export \{([^}]+)\} from '([^']+)';$/gm)) {
    for (const [, name = ''] of names.matchAll(/default as (\w+)/g)) files.set(name, file);
  }
  return {
    name: 'icons-by-file',
    enforce: 'pre',
    apply: 'build',
    transform(code, id) {
      if (!id.includes('/client/src/')) return;
      return code.replaceAll(IMPORT, (_, names: string) =>
        names
          .split(',')
          .map((name) => name.trim())
          .filter((name) => name !== '' && !name.startsWith('type '))
          .map((name) => {
            const file = files.get(name);
            if (file === undefined) this.error(`there is no icon ${name}`);
            return `import ${name} from '${new URL(file, LIST).pathname}';`;
          })
          .join(' '),
      );
    },
  };
}
