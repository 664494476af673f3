// Ukrainian: texts of why camera or microphone fail.
import type { GuestTextsOf } from '../defineTexts.ts';
import type { deviceTroubleTexts } from '../texts/deviceTrouble.ts';

export const deviceTrouble: GuestTextsOf<typeof deviceTroubleTexts, 'uk'> = {
  theCamera: 'камера',
  theMicrophone: 'мікрофон',
  both: 'камера й мікрофон',
  deniedTitle: 'Браузеру не дозволено: {device}',
  denied:
    'Натисніть на замок ліворуч від адреси. Дозвольте камеру й мікрофон. Потім виберіть «Спробувати ще раз».',
  blockedBySystemTitle: 'Комп’ютер або телефон блокує: {device}',
  blockedBySystem:
    'Відкрийте налаштування комп’ютера або телефону. У розділі приватності дозвольте браузеру камеру й мікрофон. Потім виберіть «Спробувати ще раз».',
  missingTitle: 'Не знайдено: {device}',
  missing:
    'Перевірте, чи під’єднано кабель і чи все ввімкнено. Потім виберіть «Спробувати ще раз».',
  busyTitle: 'Зайнято іншою програмою: {device}',
  busy: 'Закрийте інші програми для відеодзвінків, наприклад Teams. Потім виберіть «Спробувати ще раз».',
  insecurePageTitle: 'Потрібна безпечна адреса: {device}',
  insecurePage:
    'Адреса має починатися з https://. Попросіть правильну адресу в того, хто вас запросив.',
  unknownTitle: 'Не вдалося ввімкнути: {device}',
  unknown: 'Виберіть «Спробувати ще раз». Якщо не допоможе, перезапустіть браузер.',
  withoutCamera: 'Ви все одно можете брати участь, але інші вас не бачать.',
  withoutMicrophone: 'Ви все одно можете брати участь, але інші вас не чують.',
  withoutBoth: 'Ви все одно можете брати участь, але інші вас не бачать і не чують.',
};
