// Code that could not be fetched is fetched under another address the next time: Firefox remembers failures for a page's life.
import { parseAst, type Plugin } from 'vite';
import { type Node, visit } from './syntax.ts';

const AGAIN =
  'const importAgain = (file) => import(file).catch(() => import(`${file}?${Date.now()}`));';

export function importAgain(): Plugin {
  let count = 0;
  return {
    name: 'import-again',
    apply: 'build',
    renderChunk(code) {
      const written = importedAgain(code);
      if (written === undefined) return undefined;
      count += 1;
      return written;
    },
    generateBundle() {
      if (count === 0) this.error('nothing is imported late');
    },
  };
}

/**
 * @param code of a chunk. Vite has wrapped its imports, to fetch ahead what they import: here they import what is there.
 * @returns undefined if it imports nothing late.
 */
export function importedAgain(code: string): string | undefined {
  const edits: [start: number, end: number, text: string][] = [];
  let hasImports = false;
  visit(parseAst(code) as unknown as Node, (node) => {
    const wrapped = wrappedIn(node);
    if (wrapped) edits.push([node.start, wrapped.start, ''], [wrapped.end, node.end, '']);
    if (node.type !== 'ImportExpression') return false;
    hasImports = true;
    edits.push([node.start, node.start + 'import'.length, 'importAgain']);
    return false;
  });
  if (!hasImports) return undefined;
  let written = code;
  for (const [start, end, text] of edits.toSorted(([a], [b]) => b - a))
    written = written.slice(0, start) + text + written.slice(end);
  return `${AGAIN}\n${written}`;
}

/** `__vitePreload(() => import(…), …)`, or with `async () => { const { name } = await import(…); return { name }; }`. */
function wrappedIn(node: Node): Node | undefined {
  if (node.type !== 'CallExpression') return undefined;
  if ((node['callee'] as Node)['name'] !== '__vitePreload') return undefined;
  const [fetch] = node['arguments'] as [Node];
  let wrapped = fetch['body'] as Node;
  visit(wrapped, ({ type, argument }) => {
    if (type === 'AwaitExpression') wrapped = argument as Node;
    return type === 'AwaitExpression';
  });
  return wrapped;
}
