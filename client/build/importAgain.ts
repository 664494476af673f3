// Code that could not be fetched is fetched under another address the next time: Firefox remembers failures for a page's life.
import type { Plugin } from 'vite';

const IMPORT = /\bimport\((["'`])(\.\/[^"'`]+\.js)\1\)/g;

export function importAgain(): Plugin {
  let count = 0;
  return {
    name: 'import-again',
    apply: 'build',
    renderChunk: (code) =>
      code.replaceAll(IMPORT, (once, quote: string, file: string) => {
        count += 1;
        return `${once}.catch(() => import(${quote}${file}?${quote} + Date.now()))`;
      }),
    generateBundle() {
      if (count === 0) this.error('nothing is imported late');
    },
  };
}
