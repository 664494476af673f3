// Finnish: texts of what somebody does for the others: interprets, or writes down what is said.
import type { GuestTextsOf } from '../defineTexts.ts';
import type { rolesTexts } from '../texts/roles.ts';

export const roles: GuestTextsOf<typeof rolesTexts, 'fi'> = {
  interpreter: 'Tulkki',
  interpreterOf: 'Tulkki ({language})',
  signLanguageInterpreter: 'Viittomakielen tulkki',
  captioner: 'Kirjoitustulkki',
  named: '{name}, {role},',
  role: 'Tulkki tai kirjoitustulkki',
  none: 'Ei',
  language: 'Kieli',
  noLanguage: 'Valitse kieli',
  languageHint: 'Eikö se ole luettelossa? Kirjoita se ammatiksi.',
};
