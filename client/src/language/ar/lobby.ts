// Arabic: texts for people in the lobby.
import type { GuestTextsOf } from '../defineTexts.ts';
import type { lobbyTexts } from '../texts/lobby.ts';

export const lobby: GuestTextsOf<typeof lobbyTexts, 'ar'> = {
  title: 'أنت تنتظر السماح بالدخول',
  attended: 'مدير الاجتماع يعلم أنك هنا.',
  unattended: 'لم يأت مدير الاجتماع بعد. ابق في الصفحة، فيرى أنك تنتظر.',
  told: '{name}:',
  unseen: 'لا أحد يراك أو يسمعك أثناء الانتظار.',
  giveUp: 'أوقف الانتظار',
  turnedAway: 'لم يُسمح لك بالدخول',
  turnedAwayWhy: 'إذا كان ذلك خطأ، فاتصل بمن دعاك.',
  retryAfter: 'يمكنك المحاولة مرة أخرى بعد {seconds} ثانية.',
  uncheckedTitle: 'لأن لديك الرقم فقط، يجب أن يُسمح لك بالدخول',
  unchecked:
    'كُتبت أرقام خاطئة كثيرة. لذلك لا نتحقق من الرقم الآن، بل يجب أن يسمح لك مدير الاجتماع بالدخول. إذا كان لديك رابط الدعوة فافتحه: هو يعمل كالمعتاد.',
  uncheckedState: 'إذا كان {callId} هو الرقم الصحيح، فمدير الاجتماع يرى أنك تنتظر. ابق في الصفحة.',
  nobodyComes: 'ألا يسمح لك أحد بالدخول؟',
  whatToDo:
    'تحقق من الأرقام. افتح رابط الدعوة إن كان لديك، أو اطلبه ممن دعاك. والصفحة تحاول بنفسها كل دقيقة.',
};
