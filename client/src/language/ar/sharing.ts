// Arabic: texts of a screen that is shared, or could not be.
import type { GuestTextsOf } from '../defineTexts.ts';
import type { sharingTexts } from '../texts/sharing.ts';

export const sharing: GuestTextsOf<typeof sharingTexts, 'ar'> = {
  youShare: 'أنت تشارك شاشتك. كل من في الاجتماع يراها.',
  youShareWithSound: 'أنت تشارك شاشتك مع الصوت. كل من في الاجتماع يراها ويسمعها.',
  deniedBySystemTitle: 'الحاسوب لا يسمح للمتصفح بمشاركة الشاشة',
  deniedBySystem: 'افتح إعدادات الخصوصية في الحاسوب، واسمح للمتصفح بتسجيل الشاشة، ثم أعد تشغيله.',
  unsupportedTitle: 'هذا المتصفح لا يستطيع مشاركة الشاشة',
  unsupported: 'للمشاركة انضم من حاسوب فيه Chrome أو Edge أو Firefox.',
  unknownTitle: 'تعذرت مشاركة الشاشة',
  unknown: 'حاول مرة أخرى، أو اختر نافذة أخرى.',
};
