// Cuts out of a library what nothing here calls and the bundler cannot know to be unused: methods, entries of tables, cases.
import { parseAst } from 'vite';
import { type Node, visit } from './syntax.ts';

/**
 * @param names of methods and fields, of the objects in arrays whose `name` or `push` they are, of a switch's cases; of what
 * a statement calls a method of (`this._observer`), or what it gives as the first argument (`on('pause', …)`).
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
    if (node.type === 'MethodDefinition' || node.type === 'PropertyDefinition')
      return cut((node['key'] as Node)['name'], node);
    if (node.type === 'ObjectExpression') return cut(entryName(node), node);
    if (node.type === 'SwitchCase') return cut((node['test'] as Node | null)?.['value'], node);
    if (node.type === 'ExpressionStatement')
      return calledWith(node).some((name) => cut(name, node));
    return false;
  });
  if (missing.size > 0) throw new Error(`${file} has no ${[...missing].join(', ')}`);
  let kept = code;
  for (const { start, end, type } of cuts.reverse()) {
    // Without the comma that follows an entry, the array would have a hole.
    const rest = kept.slice(end);
    kept = kept.slice(0, start) + (type === 'ObjectExpression' ? rest.replace(/^\s*,/, '') : rest);
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

/** Of a statement that is one call: the object's name and the first argument. */
function calledWith(statement: Node): unknown[] {
  const call = statement['expression'] as Node;
  if (call.type !== 'CallExpression') return [];
  const object = (call['callee'] as Node)['object'] as Node | undefined;
  const [first] = call['arguments'] as Node[];
  return [(object?.['property'] as Node | undefined)?.['name'], first?.['value']];
}
