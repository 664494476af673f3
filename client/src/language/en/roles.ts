// English: texts of what somebody does for the others.
import type { TranslationOf } from '../defineTexts.ts';
import type { rolesTexts } from '../texts/roles.ts';

export const roles: TranslationOf<typeof rolesTexts> = {
  interpreter: 'Interpreter',
  interpreterOf: 'Interpreter ({language})',
  signLanguageInterpreter: 'Sign language interpreter',
  captioner: 'Captioner',
  named: '{name}, {role},',
  role: 'Interpreter or captioner',
  none: 'No',
  language: 'Language',
  noLanguage: 'Choose a language',
  languageHint: 'Not in the list? Type it as your profession.',
};
