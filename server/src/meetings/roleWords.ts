// A role in words, where the server writes them: in the picture of a room system, and in the list of attendance.
import { languageName } from '@distansmote/shared/interpretedLanguages.ts';
import type { Role } from '@distansmote/shared/signalling/role.ts';

const WORDS: Record<'sv' | 'en', Record<Role['type'], string>> = {
  sv: {
    interpreter: 'Tolk',
    signLanguageInterpreter: 'Teckenspråkstolk',
    captioner: 'Skrivtolk',
  },
  en: {
    interpreter: 'Interpreter',
    signLanguageInterpreter: 'Sign language interpreter',
    captioner: 'Captioner',
  },
};

/** As pages say it (`client/src/language/roleWords.ts`). */
export function roleWords(role: Role, language: 'sv' | 'en'): string {
  const words = WORDS[language][role.type];
  const between = role.type === 'interpreter' ? languageName(role.language, language) : undefined;
  return between === undefined ? words : `${words} (${between})`;
}
