// Cuts out of a library what nothing here calls and the bundler cannot know to be unused: methods, entries of tables.
import { parseAst } from 'vite';

interface Node {
  type: string;
  start: number;
  end: number;
  [child: string]: unknown;
}

/**
 * @param names of methods, or of the objects in arrays whose `name` or `push` they are.
 * @throws Error if one of them is not there: the library has changed.
 */
export function withoutParts(code: string, names: readonly string[], file: string): string {
  const cuts: Node[] = [];
  const missing = new Set(names);
  const cut = (name: unknown, node: Node): boolean => {
    if (typeof name !== 'string' || !names.includes(name)) return false;
    missing.delete(name);
    cuts.push(node);
    return true;
  };
  visit(parseAst(code) as unknown as Node, (node) => {
    if (node.type === 'MethodDefinition') return cut((node['key'] as Node)['name'], node);
    if (node.type === 'ObjectExpression') return cut(entryName(node), node);
    return false;
  });
  if (missing.size > 0) throw new Error(`${file} has no ${[...missing].join(', ')}`);
  let kept = code;
  for (const { start, end, type } of cuts.reverse()) {
    // Without the comma that follows an entry, the array would have a hole.
    const rest = kept.slice(end);
    kept = kept.slice(0, start) + (type === 'MethodDefinition' ? rest : rest.replace(/^\s*,/, ''));
  }
  return kept;
}

function entryName(object: Node): unknown {
  for (const property of object['properties'] as Node[]) {
    const key = (property['key'] as Node | undefined)?.['name'];
    if (key === 'name' || key === 'push') return (property['value'] as Node)['value'];
  }
  return undefined;
}

/** Each node in the order of the code, but nothing within those for which `isDone`. */
function visit(node: Node, isDone: (node: Node) => boolean): void {
  if (isDone(node)) return;
  for (const child of Object.values(node)) {
    for (const one of Array.isArray(child) ? (child as unknown[]) : [child]) {
      if (isNode(one)) visit(one, isDone);
    }
  }
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && typeof (value as Node).type === 'string';
