// Cuts out of mediasoup-client its checks of arguments: types check ours, and the server has made the same of its own.
import { parseAst } from 'vite';
import { type Node, visit } from './syntax.ts';

/** Only what throws a `TypeError` and does nothing else; states (`closed`) are still checked. */
export function withoutChecks(code: string): string {
  let left = code;
  for (;;) {
    const cut = cutOne(left);
    if (cut === undefined) return left;
    left = cut;
  }
}

/** One at a time, since one may be the `else` of another. */
function cutOne(code: string): string | undefined {
  let without: string | undefined;
  const remove = (from: number, to: number) => {
    without = code.slice(0, from) + code.slice(to);
  };
  visit(parseAst(code) as unknown as Node, (node) => {
    if (without !== undefined) return true;
    if (node.type !== 'IfStatement') return false;
    const after = node['alternate'] as Node | null;
    const body = node['consequent'] as Node;
    if (isCheck(body)) remove(node.start, after?.start ?? node.end);
    else if (after?.type === 'IfStatement' && isCheck(after['consequent'] as Node)) {
      const rest = after['alternate'] as Node | null;
      if (rest === null) remove(body.end, node.end);
      else remove(after.start, rest.start);
    }
    return without !== undefined;
  });
  return without;
}

function isCheck(body: Node): boolean {
  if (body.type !== 'BlockStatement') return false;
  const [only, ...others] = body['body'] as Node[];
  if (only?.type !== 'ThrowStatement' || others.length > 0) return false;
  const { type, callee } = only['argument'] as Node & { callee?: { name?: string } };
  return type === 'NewExpression' && callee?.name === 'TypeError';
}
