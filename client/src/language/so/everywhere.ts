// Somali: texts that several pages share.
import type { GuestTextsOf } from '../defineTexts.ts';
import type { everywhereTexts } from '../texts/everywhere.ts';

export const everywhere: GuestTextsOf<typeof everywhereTexts, 'so'> = {
  tabTitle: '{page} – Distansmöte',
  toStart: 'Ku noqo bogga hore',
  language: 'Luqad / Language',
  notRecorded: 'Kulannada lama duubo.',
  testEquipment: 'Tijaabi qalabkaaga',
  support: 'Caawimaad ma u baahan tahay?',
  privacy: 'Xogta shakhsiga',
  accessibility: 'Fududaynta isticmaalka',
  opensInTab: '(waxay ka furmaysaa tab cusub)',
  close: 'Xir',
  hide: 'Qari',
  tryAgain: 'Isku day mar kale',
  unreachable: 'Adeegga lama gaari karo. Hubi internetkaaga oo isku day mar kale.',
  tooMany: 'Isku dayo badan ayaa dhacay waqti gaaban. Sug hal daqiiqo oo isku day mar kale.',
  notFoundTitle: 'Boggan ma jiro',
  notFound: 'Ciwaankan bog ma laha. Hubi in si sax ah loo qoray.',
  loadFailedTitle: 'Bogga lama soo dejin karin',
  loadFailed: 'Hubi internetkaaga oo dib u soo rar bogga.',
  reload: 'Dib u soo rar bogga',
};
