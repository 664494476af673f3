// Names as they are shown: of everybody behind one camera, and the number that tells namesakes apart.
export function namesOf(participant: { name: string; companions?: readonly string[] }): string {
  return [participant.name, ...(participant.companions ?? [])].join(', ');
}

/** Name and number: what one must still read where a long name is cut. Most have none. */
export const splitNumber = (name: string) => name.split(/ (?=\(\d+\)$)/);
