// A role in words, for views that are drawn before anybody is known to have one.
import type { Role } from '@distansmote/shared/signalling/role.ts';
import { useChunk } from './useChunk.ts';

const load = () => import('../language/roleWords.ts');

/** @returns the words, then the other ones, with a comma between; without what is not there. */
export function useRoleWords(role: Role | undefined, others = ''): string {
  const code = useChunk(load, role !== undefined);
  const words = code && role && code.roleWords(role);
  return [words, others].filter(Boolean).join(', ');
}
