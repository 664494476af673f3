// Texts of what somebody does for the others: interprets, or writes down what is said.
import { defineTexts } from '../defineTexts.ts';
import { template } from '../template.ts';

export const rolesTexts = defineTexts('roles', {
  interpreter: 'Tolk',
  interpreterOf: template('Tolk ({language})'),
  signLanguageInterpreter: 'Teckenspråkstolk',
  captioner: 'Skrivtolk',
  /** Somebody with a role, within a sentence. */
  named: template('{name}, {role},'),
  role: 'Tolk eller skrivtolk',
  none: 'Nej',
  language: 'Språk',
  noLanguage: 'Välj språk',
  languageHint: 'Finns det inte i listan? Skriv det som profession.',
});
