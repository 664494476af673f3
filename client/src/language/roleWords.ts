// A role in the words of the page: "Tolk (somaliska)".
import { languageName } from '@distansmote/shared/interpretedLanguages.ts';
import type { Role } from '@distansmote/shared/signalling/role.ts';
import { locale } from './locale.ts';
import { rolesTexts } from './texts/roles.ts';

export function roleWords(role: Role): string {
  const t = rolesTexts.get();
  if (role.type !== 'interpreter') return t[role.type];
  const language = languageName(role.language, locale.get());
  return language === undefined ? t.interpreter : t.interpreterOf({ language });
}

/** A name within a sentence: "Amina, tolk (somaliska), har anslutit". */
export function nameWithRole(name: string, role: Role | undefined): string {
  if (role === undefined) return name;
  const words = roleWords(role);
  const within = words.slice(0, 1).toLocaleLowerCase(locale.get()) + words.slice(1);
  return rolesTexts.get().named({ name, role: within });
}
