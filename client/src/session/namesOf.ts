// The names of everybody behind one camera, as they stand on its tile.
export function namesOf(participant: { name: string; companions?: readonly string[] }): string {
  return [participant.name, ...(participant.companions ?? [])].join(', ');
}
