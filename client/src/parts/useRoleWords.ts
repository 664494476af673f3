// A role in words, for a view.
import type { Role } from '@distansmote/shared/signalling/role.ts';
import { roleWords } from '../language/roleWords.ts';
import { rolesTexts } from '../language/texts/roles.ts';
import { useTexts } from '../language/useTexts.ts';

/** @returns the words, then the other ones, with a comma between; without what is not there. */
export function useRoleWords(role: Role | undefined, others = ''): string {
  useTexts(rolesTexts);
  return [role && roleWords(role), others].filter(Boolean).join(', ');
}
