// Ukrainian: texts of a screen that is shared, or could not be.
import type { GuestTextsOf } from '../defineTexts.ts';
import type { sharingTexts } from '../texts/sharing.ts';

export const sharing: GuestTextsOf<typeof sharingTexts, 'uk'> = {
  youShare: 'Ви показуєте свій екран. Його бачать усі на зустрічі.',
  youShareWithSound: 'Ви показуєте свій екран зі звуком. Його бачать і чують усі на зустрічі.',
  deniedBySystemTitle: 'Комп’ютер не дає браузеру показати екран',
  deniedBySystem:
    'Відкрийте налаштування приватності комп’ютера, дозвольте браузеру запис екрана й перезапустіть його.',
  unsupportedTitle: 'Цей браузер не може показувати екран',
  unsupported: 'Щоб показати екран, увійдіть із комп’ютера в Chrome, Edge або Firefox.',
  unknownTitle: 'Не вдалося показати екран',
  unknown: 'Спробуйте ще раз або виберіть інше вікно.',
};
