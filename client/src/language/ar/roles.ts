// Arabic: texts of what somebody does for the others: interprets, or writes down what is said.
import type { GuestTextsOf } from '../defineTexts.ts';
import type { rolesTexts } from '../texts/roles.ts';

export const roles: GuestTextsOf<typeof rolesTexts, 'ar'> = {
  interpreter: 'مترجم',
  interpreterOf: 'مترجم ({language})',
  signLanguageInterpreter: 'مترجم لغة الإشارة',
  captioner: 'مترجم كتابي',
  named: '{name}، {role}،',
  role: 'مترجم أو مترجم كتابي',
  none: 'لا',
  language: 'اللغة',
  noLanguage: 'اختر اللغة',
  languageHint: 'ليست في القائمة؟ اكتبها في خانة المهنة.',
};
