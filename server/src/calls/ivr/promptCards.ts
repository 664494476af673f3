// What a room's screen shows while the voice menu speaks: to be read from four metres, by several people.
import type { Card } from '../../picture/scene.ts';
import type { PromptLanguage, PromptName } from './prompts.ts';

type CardText = readonly [title: string, text: string];
type Words = Readonly<Record<PromptLanguage, CardText>>;

const WAITING = { sv: 'Väntar på att bli insläppt', en: 'Waiting to be let in' };

/** Prompts that say nothing that has to be read are missing. */
const CARDS: Partial<Record<PromptName, Words>> = {
  askCallId: {
    sv: ['Ange samtals-ID', 'Nio siffror, och sedan fyrkant (#). Numret står i inbjudan.'],
    en: ['Enter the call ID', 'Nine digits, and then the hash key (#). It is in the invitation.'],
  },
  numberIsWrong: {
    sv: ['Numret stämmer inte', 'Titta efter i inbjudan, och försök igen.'],
    en: ['That number is not right', 'Check the number in the invitation, and try again.'],
  },
  nineDigits: {
    sv: ['Numret har nio siffror', 'Titta efter i inbjudan, och försök igen.'],
    en: ['The number has nine digits', 'Check the number in the invitation, and try again.'],
  },
  meetingCalls: {
    sv: [
      'Ett distansmöte ringer',
      'Tryck 1 för att komma in. Tryck 2, eller lägg på, om ni inte vill.',
    ],
    en: [
      'A remote meeting calls',
      'Press 1 to come in. Press 2, or hang up, if you do not want to.',
    ],
  },
  notConnected: { sv: ['Inte inkopplad', ''], en: ['Not connected', ''] },
  oneMoment: { sv: ['Ett ögonblick …', ''], en: ['One moment …', ''] },
  thriceWrong: {
    sv: [
      'Numret stämmer inte',
      'Titta efter i inbjudan, eller fråga den som bjöd in er. Ring sedan igen.',
    ],
    en: [
      'That number is not right',
      'Check the invitation, or ask the person who invited you. Then call again.',
    ],
  },
  nothingKeyed: {
    sv: ['Samtals-ID saknas', 'Numret står i inbjudan. Ring igen när ni har det framför er.'],
    en: [
      'The call ID is missing',
      'It is in the invitation. Call again when you have it in front of you.',
    ],
  },
  notYetOpen: {
    sv: ['Mötet har inte öppnat än', 'Det öppnar en halvtimme före mötestiden. Ring igen då.'],
    en: ['The meeting is not open yet', 'It opens half an hour before its time. Call again then.'],
  },
  locked: {
    sv: ['Mötet är låst', 'Ingen ny kan komma in just nu. Kontakta den som bjöd in er.'],
    en: [
      'The meeting is locked',
      'Nobody new can come in just now. Ask the person who invited you.',
    ],
  },
  full: {
    sv: ['Mötet är fullt', 'Ring igen om en stund.'],
    en: ['The meeting is full', 'Call again in a while.'],
  },
  tooManyGuesses: {
    sv: ['För många försök', 'Vänta tio minuter, och ring sedan igen.'],
    en: ['Too many attempts', 'Wait ten minutes, and then call again.'],
  },
  unavailable: {
    sv: ['Något gick fel', 'Felet är vårt. Ring igen om en liten stund.'],
    en: ['Something went wrong', 'It is our fault. Call again in a little while.'],
  },
  convenerTold: {
    sv: [WAITING.sv, 'Den som leder mötet har fått veta att ni är här. Vänta kvar.'],
    en: [WAITING.en, 'The person leading the meeting knows that you are here. Stay on the line.'],
  },
  convenerMissing: {
    sv: [
      WAITING.sv,
      'Den som leder mötet har inte kommit än, men får veta att ni är här. Vänta kvar.',
    ],
    en: [
      WAITING.en,
      'The person leading the meeting is not here yet, but will be told. Stay on the line.',
    ],
  },
  convenerCame: {
    sv: [WAITING.sv, 'Den som leder mötet har kommit, och vet att ni väntar.'],
    en: [WAITING.en, 'The person leading the meeting is here, and knows that you are waiting.'],
  },
  turnedAway: {
    sv: ['Inte insläppt', 'Kontakta den som bjöd in er.'],
    en: ['Not let in', 'Ask the person who invited you.'],
  },
  removed: {
    sv: ['Borttagen ur mötet', 'Kontakta den som bjöd in er om det blev fel.'],
    en: ['Removed from the meeting', 'If that was a mistake, ask the person who invited you.'],
  },
  endedByConvener: { sv: ['Mötet är avslutat', ''], en: ['The meeting has ended', ''] },
  spaceDeleted: {
    sv: ['Mötet är avslutat', 'Numret går inte att använda igen.'],
    en: ['The meeting has ended', 'Its number cannot be used again.'],
  },
  serverStopping: {
    sv: ['Tjänsten startas om', 'Ring igen om en liten stund.'],
    en: ['The service is restarting', 'Call again in a little while.'],
  },
  mediaFailed: {
    sv: ['Något gick fel', 'Felet är vårt. Ring igen, så kommer ni tillbaka till mötet.'],
    en: ['Something went wrong', 'It is our fault. Call again to come back to the meeting.'],
  },
};

/**
 * @param prompts said one after the other
 * @returns undefined when none of them has a card
 */
export function promptCard(
  prompts: readonly PromptName[],
  language: PromptLanguage,
): Card | undefined {
  const words = prompts.map((name) => CARDS[name]).find((found) => found !== undefined);
  if (words === undefined) return undefined;
  const [title, text] = words[language];
  return { title, lines: text === '' ? [] : [text] };
}
