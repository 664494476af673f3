// Persian: texts of the button that shares the screen.
import type { GuestTextsOf } from '../defineTexts.ts';
import type { screenTexts } from '../texts/screen.ts';

export const screen: GuestTextsOf<typeof screenTexts, 'fa'> = {
  share: 'نشان دادن صفحه',
  choosing: 'انتخاب کنید چه نشان دهید …',
  stop: 'پایان نشان دادن',
};
