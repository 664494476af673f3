// Somali: texts of joining and leaving a meeting.
import type { GuestTextsOf } from '../defineTexts.ts';
import type { entryTexts } from '../texts/entry.ts';

export const entry: GuestTextsOf<typeof entryTexts, 'so'> = {
  lookingUp: 'Kulanka waa la raadinayaa …',
  yourMeeting: 'Waxaad ku sii jeeddaa kulanka',
  name: 'Magac',
  nameMissing: 'Qor magacaaga, si dadka kale u ogaadaan cidda aad tahay.',
  profession: 'Shaqo',
  professions:
    'Kalkaaliye caafimaad, Kalkaaliyaha degmada, Dhakhtar, Qiimeeyaha gargaarka, Daaweeyaha shaqada, Daaweeyaha jirka, Kaaliyaha daryeelka, La-taliye bulsho, Maamulaha qaybta, Bukaan, Qaraabo, Masuul sharci ah',
  optional: 'Ikhtiyaari',
  professionHint: 'Tusaale kalkaaliye caafimaad ama qaraabo.',
  professionUnshowable: 'Ku qor xarfo, ama banee sanduuqa.',
  forget: 'Ma adiga ayaan ahayn? Banee sanduuqyada',
  several: 'Dhowr qof ayaan nahay',
  interprets: 'Turjubaan baan ahay',
  companions: 'Yaa kula fadhiya?',
  companionsHint: 'Qor magacyadooda, hakad ku kala saar. Ugu badnaan sagaal.',
  join: 'Ku biir',
  joining: 'Waad ku biiraysaa …',
  attendance: 'Hoggaamiyaha kulanku wuxuu hadhow arki karaa cidda joogtay iyo goorta.',
  notNow: 'Weli waqtigii ma gaarin?',
  confirmInvitation: 'Xaqiiji inaad heshay martiqaadka',
};
