// What the menu says as real-time text: its prompts in words, and numbers in figures.
import { NEW_LINE } from '@distansmote/shared/signalling/t140.ts';
import {
  isSpoken,
  type MenuLanguage,
  READ_LANGUAGES_OFFERED,
  READ_PROMPTS,
  type ReadLanguage,
} from './menuLanguages.ts';
import { type PromptLanguage, type PromptName, isSound, PROMPTS } from './prompts.ts';

type Words = Readonly<Record<PromptLanguage, string>>;

/** Prompts that a text telephone does otherwise. */
const WRITTEN: Partial<Record<PromptName, Words>> = {
  askCallId: {
    sv: 'Skriv samtals-ID, nio siffror, och avsluta med fyrkant (#) eller ny rad.',
    en: 'Type the call ID, nine digits, and end with the hash key (#) or a new line.',
  },
  otherLanguage: { sv: offer('For English, type 0.'), en: offer('För svenska, skriv 0.') },
  youKeyed: { sv: 'Du skrev:', en: 'You typed:' },
  nothingKeyed: {
    sv: 'Vi har inte fått något samtals-ID. Numret står i inbjudan. Ring igen när du har det.',
    en: 'We have not had a call ID. It is in the invitation. Please ring again when you have it.',
  },
  pressOne: {
    sv: 'Skriv 1 för att komma in i mötet. Skriv 2, eller lägg på, om du inte vill.',
    en: 'Type 1 to come into the meeting. Type 2, or hang up, if you do not want to.',
  },
  inMeeting: {
    sv: 'Du är med i mötet. De andra ser det du skriver.',
    en: 'You are in the meeting. The others see what you type.',
  },
  soundByPhone: {
    sv: 'Nu hör, talar och skriver du genom telefonen.',
    en: 'You now hear, speak and type by telephone.',
  },
};
const NUMBER = /^(digit|number)(\d+)$/;

/** @returns empty for sounds alone */
export function promptText(prompts: readonly PromptName[], language: MenuLanguage): string {
  const words: string[] = [];
  let before: PromptName | undefined;
  for (const name of prompts) {
    const word = wordOf(name, language);
    const kind = NUMBER.exec(name)?.[1];
    const kindBefore = NUMBER.exec(before ?? '')?.[1];
    // Twenty and three; a digit after another is one of a number that is read back.
    if (kind === 'digit' && kindBefore === 'number')
      words.push(String(Number(words.pop()) + Number(word)));
    else if (kind === 'digit' && kindBefore === 'digit') words.push((words.pop() ?? '') + word);
    else if (word !== '') words.push(word);
    before = name;
  }
  return words.join(' ');
}

function wordOf(name: PromptName, language: MenuLanguage): string {
  if (isSound(name)) return '';
  const number = NUMBER.exec(name)?.[2];
  if (number !== undefined) return number;
  return isSpoken(language) ? (WRITTEN[name] ?? PROMPTS[name])[language] : readWord(name, language);
}

function readWord(name: PromptName, language: ReadLanguage): string {
  const { spoken, written, machineMade } = READ_PROMPTS[language];
  const words: Partial<Record<PromptName, string>> = {
    ...spoken,
    ...written,
    welcome: `${spoken.welcome ?? ''} ${machineMade}`.trim(),
    otherLanguage: offer('För svenska, skriv 0.'),
  };
  return words[name] ?? PROMPTS[name].sv;
}

/** @param spoken how to come to one that is spoken */
function offer(spoken: string): string {
  return [spoken, ...READ_LANGUAGES_OFFERED].join(NEW_LINE);
}
