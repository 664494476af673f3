// Ukrainian: texts of joining and leaving a meeting.
import type { GuestTextsOf } from '../defineTexts.ts';
import type { entryTexts } from '../texts/entry.ts';

export const entry: GuestTextsOf<typeof entryTexts, 'uk'> = {
  lookingUp: 'Шукаємо зустріч …',
  yourMeeting: 'Ви входите на зустріч',
  name: 'Ім’я',
  nameMissing: 'Напишіть своє ім’я, щоб інші бачили, хто ви.',
  profession: 'Професія',
  professions:
    'Медсестра, Дільнична медсестра, Лікар, Фахівець із соціальної допомоги, Ерготерапевт, Фізіотерапевт, Молодша медсестра, Соціальний працівник, Керівник відділення, Пацієнт, Родич, Опікун',
  optional: 'Необов’язково',
  professionHint: 'Наприклад: медсестра або родич.',
  professionUnshowable: 'Пишіть літерами або залиште поле порожнім.',
  forget: 'Це не ви? Очистити поля',
  several: 'Нас тут кілька',
  interprets: 'Я перекладаю',
  companions: 'Хто поруч із вами?',
  companionsHint: 'Напишіть їхні імена через кому. Не більше дев’яти.',
  join: 'Приєднатися',
  joining: 'Приєднуємо …',
  attendance: 'Ведучий зустрічі потім бачить, хто й коли був присутній.',
  notNow: 'Ще не час?',
  confirmInvitation: 'Підтвердити, що запрошення отримано',
};
