// Chooses what to evict when something is full: the client address that holds the most pays.

/** The oldest item of the address that holds the most. @param held oldest first. @returns undefined when it is empty. */
export function evictionCandidate<T extends { readonly address: string }>(
  held: Iterable<T>,
): T | undefined {
  const byAddress = new Map<string, T[]>();
  for (const item of held) {
    const others = byAddress.get(item.address);
    if (others === undefined) byAddress.set(item.address, [item]);
    else others.push(item);
  }
  let busiest: T[] = [];
  for (const ofAddress of byAddress.values())
    if (ofAddress.length > busiest.length) busiest = ofAddress;
  return busiest[0];
}
