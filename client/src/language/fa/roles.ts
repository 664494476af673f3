// Persian: texts of what somebody does for the others: interprets, or writes down what is said.
import type { GuestTextsOf } from '../defineTexts.ts';
import type { rolesTexts } from '../texts/roles.ts';

export const roles: GuestTextsOf<typeof rolesTexts, 'fa'> = {
  interpreter: 'مترجم',
  interpreterOf: 'مترجم ({language})',
  signLanguageInterpreter: 'مترجم زبان اشاره',
  captioner: 'مترجم نوشتاری',
  named: '{name}، {role}،',
  role: 'مترجم یا مترجم نوشتاری',
  none: 'نه',
  language: 'زبان',
  noLanguage: 'زبان را انتخاب کنید',
  languageHint: 'در فهرست نیست؟ آن را در خانهٔ شغل بنویسید.',
};
