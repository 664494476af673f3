// Arabic: texts of the check whether everybody sees and hears this person.
import type { GuestTextsOf } from '../defineTexts.ts';
import type { checkTexts } from '../texts/check.ts';

export const check: GuestTextsOf<typeof checkTexts, 'ar'> = {
  seenAndHeard: 'الجميع يراك ويسمعك.',
  seenButByPhones: 'الجميع يسمعك. ومن معه صورة يراك.',
  heardWithoutTile: 'الجميع يسمعك. {name} يرى عددًا قليلًا في كل مرة، ولا يراك الآن.',
  heard: 'الجميع يسمعك. الكاميرا مغلقة.',
  seen: 'الجميع يراك. الميكروفون مغلق.',
  neither: 'لا أحد يراك أو يسمعك: الميكروفون والكاميرا مغلقان.',
  bothFails: 'الميكروفون والكاميرا لا يعملان. اضغط هنا للمساعدة.',
  microphoneFails: 'الميكروفون لا يعمل. اضغط هنا للمساعدة.',
  cameraFails: 'الكاميرا لا تعمل. اضغط هنا للمساعدة.',
  soundBlocked: '{name} لا يسمعك: الصوت مغلق في المتصفح هناك. اطلب من {name} اختيار تشغيل الصوت.',
  soundNotReceived: '{name} لا يسمعك: صوتك لا يصل إلى هناك. جرّب ميكروفونًا آخر في الإعدادات.',
  pictureNotReceived: '{name} لا يراك: صورتك لا تصل إلى هناك. جرّب كاميرا أخرى في الإعدادات.',
  pictureNotInRoom: '{name} لا يراك: الصورة لا تصل إلى هناك الآن.',
  pictureHidden: 'الاجتماع في الخلفية عند {name}، ولا يراه الآن.',
  pictureTurnedOff: '{name} يستقبل الصوت فقط ولا يرى الصور الآن.',
  pictureWithoutTile: '{name} يرى عددًا قليلًا في كل مرة، ولا يراك الآن.',
};
