// Arabic: texts of the button that shares the screen.
import type { GuestTextsOf } from '../defineTexts.ts';
import type { screenTexts } from '../texts/screen.ts';

export const screen: GuestTextsOf<typeof screenTexts, 'ar'> = {
  share: 'مشاركة الشاشة',
  choosing: 'اختر ما تريد مشاركته …',
  stop: 'إيقاف المشاركة',
};
