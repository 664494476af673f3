// Polish: texts of what somebody does for the others: interprets, or writes down what is said.
import type { GuestTextsOf } from '../defineTexts.ts';
import type { rolesTexts } from '../texts/roles.ts';

export const roles: GuestTextsOf<typeof rolesTexts, 'pl'> = {
  interpreter: 'Tłumacz',
  interpreterOf: 'Tłumacz ({language})',
  signLanguageInterpreter: 'Tłumacz języka migowego',
  captioner: 'Tłumacz pisemny',
  named: '{name}, {role},',
  role: 'Tłumacz lub tłumacz pisemny',
  none: 'Nie',
  language: 'Język',
  noLanguage: 'Wybierz język',
  languageHint: 'Nie ma go na liście? Wpisz go jako zawód.',
};
