// English: texts of a weak connection and of audio by telephone.
import type { TranslationOf } from '../defineTexts.ts';
import type { dialInTexts } from '../texts/dialIn.ts';

export const dialIn: TranslationOf<typeof dialInTexts> = {
  weakTitle: 'Your connection is weak',
  weak: 'The others hear and see you badly just now. It helps to receive sound only, or to move closer to the router.',
  weakSound: 'Do the others hear you badly? Call in, and the sound goes by phone.',
  what: 'The sound then goes by phone. The picture stays here, and the others see the same name.',
  ring: 'Call',
  key: 'When a voice asks for the call ID, press',
  hash: 'and then hash (#).',
  wait: 'Wait until you hear that the sound goes by phone.',
  isOwn:
    'The last four digits are yours alone, and work for a quarter of an hour. Give them to nobody else.',
  asking: 'One moment …',
  refusedTitle: 'This meeting cannot be reached by phone',
  refused: 'The person who invited you can change that.',
  byPhone: 'You hear and speak by phone.',
  takeBack: 'Take the sound back here',
  isBack: 'The sound is back on this page.',
  isMuted: 'The microphone is off.',
};
