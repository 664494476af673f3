// Somali: texts of what somebody does for the others: interprets, or writes down what is said.
import type { GuestTextsOf } from '../defineTexts.ts';
import type { rolesTexts } from '../texts/roles.ts';

export const roles: GuestTextsOf<typeof rolesTexts, 'so'> = {
  interpreter: 'Turjubaan',
  interpreterOf: 'Turjubaan ({language})',
  signLanguageInterpreter: 'Turjubaanka dhegoolaha',
  captioner: 'Turjubaanka qoraalka',
  named: '{name}, {role},',
  role: 'Turjubaan ama turjubaanka qoraalka',
  none: 'Maya',
  language: 'Luqad',
  noLanguage: 'Dooro luqad',
  languageHint: 'Liiska kuma jirto? Ku qor sanduuqa shaqada.',
};
