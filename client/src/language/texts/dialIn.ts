// Texts of a weak connection and of audio by telephone.
import { defineTexts } from '../defineTexts.ts';

export const dialInTexts = defineTexts('dialIn', {
  weakTitle: 'Din uppkoppling är svag',
  weak: 'De andra hör och ser dig dåligt just nu. Det hjälper att bara ta emot ljud, eller att flytta närmare routern.',
  weakSound: 'Hör de andra dig dåligt? Ring, så går ljudet genom telefonen.',
  what: 'Då går ljudet genom telefonen. Bilden är kvar här, och de andra ser samma namn.',
  ring: 'Ring',
  key: 'När en röst frågar efter samtals-ID, tryck',
  hash: 'och sist fyrkant (#).',
  wait: 'Vänta tills du hör att ljudet går genom telefonen.',
  isOwn:
    'De fyra sista siffrorna är bara dina, och gäller i en kvart. Ge dem inte till någon annan.',
  asking: 'Ett ögonblick …',
  refusedTitle: 'Det går inte att ringa till det här mötet',
  refused: 'Den som bjöd in dig kan ändra det.',
  byPhone: 'Du hör och talar genom telefonen.',
  takeBack: 'Ta tillbaka ljudet hit',
  isBack: 'Ljudet går genom den här sidan igen.',
  isMuted: 'Mikrofonen är avstängd.',
}).withEnglish({
  weakTitle: 'Your connection is weak',
  weak: 'The others hear and see you badly just now. It helps to receive sound only, or to move closer to the router.',
  weakSound: 'Do the others hear you badly? Ring, and the sound goes by telephone.',
  what: 'The sound then goes by the telephone. The picture stays here, and the others see the same name.',
  ring: 'Ring',
  key: 'When a voice asks for the call ID, key',
  hash: 'and then the hash sign (#).',
  wait: 'Wait until you hear that the sound goes by the telephone.',
  isOwn:
    'The last four digits are yours alone, and work for a quarter of an hour. Give them to nobody else.',
  asking: 'One moment …',
  refusedTitle: 'This meeting cannot be reached by telephone',
  refused: 'The person who invited you can change that.',
  byPhone: 'You hear and speak by telephone.',
  takeBack: 'Take the sound back here',
  isBack: 'The sound is back on this page.',
  isMuted: 'The microphone is off.',
});
