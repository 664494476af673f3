// What a room's screen shows while the voice menu speaks.
import type { Card } from '../../picture/scene.ts';
import { type PromptLanguage, type PromptName, PROMPTS } from './prompts.ts';

type Words = Readonly<Record<PromptLanguage, string>>;

/** Of the prompts that have a card. The sentence itself stands below. */
const TITLES: Partial<Record<PromptName, Words>> = {
  askCallId: { sv: 'Ange samtals-ID', en: 'Enter the call ID' },
  numberIsWrong: { sv: 'Numret stämmer inte', en: 'That number is not right' },
  nineDigits: { sv: 'Nio siffror behövs', en: 'Nine digits are needed' },
  oneMoment: { sv: 'Ett ögonblick', en: 'One moment' },
  thriceWrong: { sv: 'Numret stämmer inte', en: 'That number is not right' },
  nothingKeyed: { sv: 'Samtals-ID saknas', en: 'The call ID is missing' },
  notYetOpen: { sv: 'Mötet har inte öppnat än', en: 'The meeting is not open yet' },
  locked: { sv: 'Mötet är låst', en: 'The meeting is locked' },
  full: { sv: 'Mötet är fullt', en: 'The meeting is full' },
  tooManyGuesses: { sv: 'För många försök', en: 'Too many attempts' },
  unavailable: { sv: 'Något gick fel', en: 'Something went wrong' },
  convenerTold: { sv: 'Väntar på att bli insläppt', en: 'Waiting to be let in' },
  convenerMissing: { sv: 'Väntar på att bli insläppt', en: 'Waiting to be let in' },
  convenerCame: { sv: 'Väntar på att bli insläppt', en: 'Waiting to be let in' },
  turnedAway: { sv: 'Inte insläppt', en: 'Not let in' },
  removed: { sv: 'Borttagen ur mötet', en: 'Removed from the meeting' },
  endedByConvener: { sv: 'Mötet är avslutat', en: 'The meeting has ended' },
  spaceDeleted: { sv: 'Mötet är avslutat', en: 'The meeting has ended' },
  serverStopping: { sv: 'Tjänsten startas om', en: 'The service is restarting' },
  mediaFailed: { sv: 'Något gick fel', en: 'Something went wrong' },
};

/**
 * @param prompts said one after the other
 * @returns undefined when none of them says anything that has to be read
 */
export function promptCard(
  prompts: readonly PromptName[],
  language: PromptLanguage,
): Card | undefined {
  const name = prompts.find((one) => TITLES[one] !== undefined);
  const title = name && TITLES[name]?.[language];
  if (name === undefined || title === undefined) return undefined;
  return { title, lines: [withoutTitle(PROMPTS[name][language], title)].filter(Boolean) };
}

/** "Mötet är låst, och ingen …" keeps its sentence; "Mötet är avslutat." has said it all. */
function withoutTitle(sentence: string, title: string): string {
  return sentence.startsWith(`${title}.`) ? sentence.slice(title.length + 1).trim() : sentence;
}
