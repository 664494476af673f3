// Whose turn it is to make room: a stranger who takes many places takes them from himself.

/** The first, that is the oldest, of those whose address has the most of them; undefined when there are none. */
export function evictionCandidate<T extends { readonly address: string }>(
  held: Iterable<T>,
): T | undefined {
  const byAddress = new Map<string, T[]>();
  for (const one of held) {
    const others = byAddress.get(one.address);
    if (others === undefined) byAddress.set(one.address, [one]);
    else others.push(one);
  }
  let busiest: T[] = [];
  for (const ofAddress of byAddress.values())
    if (ofAddress.length > busiest.length) busiest = ofAddress;
  return busiest[0];
}
