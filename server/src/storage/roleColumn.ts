// A role as a column keeps it: JSON, empty for none.
import { type Role, role as roleSchema } from '@distansmote/shared/signalling/role.ts';

export const roleColumn = (role: Role | null | undefined): string =>
  role ? JSON.stringify(role) : '';

/** @returns null for none, and for one that only a later version knows. */
export const roleOfColumn = (text: string): Role | null =>
  text === '' ? null : (roleSchema.safeParse(JSON.parse(text)).data ?? null);
