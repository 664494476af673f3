// Texts of a weak connection and of audio by telephone.
import { defineTexts } from '../defineTexts.ts';

export const dialInTexts = defineTexts('dialIn', {
  weakTitle: 'Din uppkoppling är svag',
  weak: 'De andra hör och ser dig dåligt just nu. Det hjälper att bara ta emot ljud, eller att flytta närmare routern.',
  weakSound: 'Hör de andra dig dåligt? Ring in, så går ljudet via telefonen.',
  what: 'Då går ljudet via telefonen. Bilden är kvar här, och de andra ser samma namn.',
  ring: 'Ring',
  key: 'När en röst frågar efter samtals-ID, tryck',
  hash: 'och sist fyrkant (#).',
  wait: 'Vänta tills rösten säger att ljudet går via telefonen.',
  isOwn:
    'De fyra sista siffrorna är bara dina, och gäller i en kvart. Ge dem inte till någon annan.',
  asking: 'Ett ögonblick …',
  refusedTitle: 'Det går inte att ringa till det här mötet',
  refused: 'Den som bjöd in dig kan ändra det.',
  byPhone: 'Du hör och talar genom telefonen.',
  takeBack: 'Ta tillbaka ljudet hit',
  isBack: 'Ljudet går genom den här sidan igen.',
  isMuted: 'Mikrofonen är avstängd.',
});
