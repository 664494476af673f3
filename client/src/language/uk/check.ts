// Ukrainian: texts of the check whether everybody sees and hears this person.
import type { GuestTextsOf } from '../defineTexts.ts';
import type { checkTexts } from '../texts/check.ts';

export const check: GuestTextsOf<typeof checkTexts, 'uk'> = {
  seenAndHeard: 'Усі бачать і чують вас.',
  seenButByPhones: 'Усі чують вас. Ті, хто має відео, бачать вас.',
  heardWithoutTile: 'Усі чують вас. {name} бачить по кілька людей, і зараз не вас.',
  heard: 'Усі чують вас. Вашу камеру вимкнено.',
  seen: 'Усі бачать вас. Ваш мікрофон вимкнено.',
  neither: 'Ніхто не бачить і не чує вас: мікрофон і камеру вимкнено.',
  bothFails: 'Ваші мікрофон і камера не працюють. Натисніть тут по допомогу.',
  microphoneFails: 'Ваш мікрофон не працює. Натисніть тут по допомогу.',
  cameraFails: 'Ваша камера не працює. Натисніть тут по допомогу.',
  soundBlocked:
    '{name} не чує вас: там у браузері вимкнено звук. Попросіть вибрати «Увімкнути звук».',
  soundNotReceived:
    '{name} не чує вас: ваш звук туди не доходить. Спробуйте інший мікрофон у налаштуваннях.',
  pictureNotReceived:
    '{name} не бачить вас: ваше відео туди не доходить. Спробуйте іншу камеру в налаштуваннях.',
  pictureNotInRoom: '{name} не бачить вас: відео зараз туди не доходить.',
  pictureHidden: '{name} має зустріч у фоні й зараз її не бачить.',
  pictureTurnedOff: '{name} отримує лише звук і зараз не бачить відео.',
  pictureWithoutTile: '{name} бачить по кілька людей, і зараз не вас.',
};
