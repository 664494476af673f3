// Arabic: texts of an open conversation.
import type { GuestTextsOf } from '../defineTexts.ts';
import type { conversationTexts } from '../texts/conversation.ts';

export const conversation: GuestTextsOf<typeof conversationTexts, 'ar'> = {
  withEverybody: 'محادثة مع الجميع',
  withPerson: 'محادثة مع {name}',
  everybodyReads: 'ما تكتبه هنا يراه كل من في الاجتماع.',
  twoRead: 'أنت و{name} فقط تريان ما يُكتب هنا.',
  nothingYet: 'لم يُكتب شيء بعد.',
  yourMessage: 'رسالتك',
  send: 'إرسال',
  howToSend: 'Enter للإرسال، وShift + Enter لسطر جديد.',
  leftToWrite: {
    zero: 'لم يبق أي حرف',
    one: 'بقي حرف واحد',
    two: 'بقي حرفان',
    few: 'بقيت {count} حروف',
    many: 'بقي {count} حرفًا',
    other: 'بقي {count} حرف',
  },
  tooFast: 'يُكتب الكثير في المحادثة الآن. انتظر بضع ثوانٍ.',
  gone: '{name} غادر الاجتماع. يمكنكما المتابعة إذا عاد {name}.',
  onPhone: '{name} مشارك بالهاتف ولا يستطيع قراءة الرسائل. قل ذلك في الاجتماع.',
  inRoom: '{name} مشارك من غرفة اجتماعات ولا يستطيع قراءة الرسائل. قل ذلك في الاجتماع.',
  toPeople: 'إلى المشاركين',
  me: 'أنت',
  sending: 'جارٍ الإرسال …',
  sent: 'تم الإرسال',
  delivered: 'وصلت',
  failed: 'تعذر الإرسال.',
  sendAgain: 'أرسل مرة أخرى',
  keptUntil: 'يختفي كل ما كُتب عند انتهاء الاجتماع.',
};
