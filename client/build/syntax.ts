// The syntax tree of a library's code, as far as cutting in it needs.

export interface Node {
  type: string;
  start: number;
  end: number;
  [child: string]: unknown;
}

/** Each node in the order of the code, but nothing within those for which `isDone`. */
export function visit(node: Node, isDone: (node: Node) => boolean): void {
  if (isDone(node)) return;
  for (const child of Object.values(node)) {
    for (const one of Array.isArray(child) ? (child as unknown[]) : [child]) {
      if (isNode(one)) visit(one, isDone);
    }
  }
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && typeof (value as Node).type === 'string';
