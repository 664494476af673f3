// Ukrainian: texts of what somebody does for the others: interprets, or writes down what is said.
import type { GuestTextsOf } from '../defineTexts.ts';
import type { rolesTexts } from '../texts/roles.ts';

export const roles: GuestTextsOf<typeof rolesTexts, 'uk'> = {
  interpreter: 'Перекладач',
  interpreterOf: 'Перекладач ({language})',
  signLanguageInterpreter: 'Перекладач жестової мови',
  captioner: 'Писар-перекладач',
  named: '{name}, {role},',
  role: 'Перекладач або писар-перекладач',
  none: 'Ні',
  language: 'Мова',
  noLanguage: 'Виберіть мову',
  languageHint: 'Немає в списку? Напишіть її як професію.',
};
