// Every prompt of the IVR, with its text in Swedish and English.

export const PROMPT_LANGUAGES = ['sv', 'en'] as const;
export type PromptLanguage = (typeof PROMPT_LANGUAGES)[number];

/** Short and calm: a listener can't go back and reread. */
const SENTENCES = {
  welcome: { sv: 'Välkommen till distansmötet.', en: 'Welcome to the remote meeting.' },
  askCallId: {
    sv: 'Ange samtals-ID, nio siffror, och avsluta med fyrkant.',
    en: 'Key in the call ID, nine digits, and end with the hash key.',
  },
  /** Spoken in the other language: see `isForeign`. */
  otherLanguage: { sv: 'For English, press zero.', en: 'För svenska, tryck på noll.' },

  youKeyed: { sv: 'Du tryckte:', en: 'You keyed in:' },
  numberIsWrong: { sv: 'Det numret stämmer inte.', en: 'That number is not right.' },
  nineDigits: { sv: 'Ett samtals-ID har nio siffror.', en: 'A call ID has nine digits.' },
  tryAgain: { sv: 'Försök igen.', en: 'Please try again.' },
  oneMoment: { sv: 'Ett ögonblick.', en: 'One moment, please.' },

  meetingCalls: {
    sv: 'Du blir uppringd från ett distansmöte.',
    en: 'You are being called from a remote meeting.',
  },
  itsCallId: { sv: 'Mötets samtals-ID är:', en: 'The call ID of the meeting is:' },
  pressOne: {
    sv: 'Tryck ett för att komma in i mötet. Tryck två, eller lägg på, om du inte vill.',
    en: 'Press one to come into the meeting. Press two, or hang up, if you do not want to.',
  },
  notConnected: {
    sv: 'Du kopplas inte in i mötet.',
    en: 'You are not being connected to the meeting.',
  },

  thriceWrong: {
    sv: 'Det blev tyvärr inte rätt den här gången. Titta efter numret i inbjudan, eller fråga den som bjöd in dig. Ring sedan igen.',
    en: 'Sorry, that was not right this time. Please check the number in the invitation, or ask the person who invited you. Then ring again.',
  },
  nothingKeyed: {
    sv: 'Vi har inte fått något samtals-ID. Numret står i inbjudan. Ring igen när du har det framför dig.',
    en: 'We have not had a call ID. It is in the invitation. Please ring again when you have it in front of you.',
  },
  notYetOpen: {
    sv: 'Mötet har inte öppnat än. Det öppnar en halvtimme före mötestiden. Ring igen då.',
    en: 'The meeting is not open yet. It opens half an hour before its time. Please ring again then.',
  },
  locked: {
    sv: 'Mötet är låst, och ingen ny kan komma in just nu. Kontakta den som bjöd in dig.',
    en: 'The meeting is locked, and nobody new can come in just now. Please ask the person who invited you.',
  },
  full: {
    sv: 'Mötet är fullt. Ring igen om en stund.',
    en: 'The meeting is full. Please ring again in a while.',
  },
  tooManyGuesses: {
    sv: 'Det har blivit för många försök. Vänta tio minuter, och ring sedan igen.',
    en: 'There have been too many attempts. Please wait ten minutes, and ring again.',
  },
  unavailable: {
    sv: 'Något gick fel hos oss. Felet är inte ditt. Ring igen om en liten stund.',
    en: 'Something went wrong at our end. It is not your fault. Please ring again in a little while.',
  },
  goodbye: { sv: 'Hej då.', en: 'Goodbye.' },

  convenerTold: {
    sv: 'Den som leder mötet har fått veta att du är här. Vänta kvar, så blir du insläppt.',
    en: 'The person leading the meeting has been told that you are here. Please hold the line to be let in.',
  },
  convenerMissing: {
    sv: 'Den som leder mötet har inte kommit än, men får veta att du är här. Vänta kvar.',
    en: 'The person leading the meeting is not here yet, but will be told that you are. Please hold the line.',
  },
  convenerCame: {
    sv: 'Nu har den som leder mötet kommit, och vet att du väntar.',
    en: 'The person leading the meeting is here now, and knows that you are waiting.',
  },
  stillWaiting: {
    sv: 'Du väntar på att bli insläppt. Vänta kvar.',
    en: 'You are waiting to be let in. Please hold the line.',
  },
  letIn: { sv: 'Nu blir du insläppt.', en: 'You are being let in.' },
  turnedAway: {
    sv: 'Du kan tyvärr inte komma in i mötet. Kontakta den som bjöd in dig.',
    en: 'Sorry, you cannot come into the meeting. Please ask the person who invited you.',
  },

  inMeeting: { sv: 'Du är med i mötet.', en: 'You are in the meeting.' },
  microphoneKeys: {
    sv: 'Stjärna sex stänger av och slår på mikrofonen.',
    en: 'Star six turns your microphone off and on.',
  },
  nobodyYet: {
    sv: 'Ingen annan har kommit än. Vänta kvar.',
    en: 'Nobody else is here yet. Please hold the line.',
  },
  someoneCame: { sv: 'Nu har någon kommit.', en: 'Somebody is here now.' },
  othersLeft: {
    sv: 'De andra har lämnat mötet. Lägg på, eller vänta kvar.',
    en: 'The others have left the meeting. Please hang up, or hold the line.',
  },
  alone: { sv: 'Du är ensam i mötet just nu.', en: 'You are alone in the meeting just now.' },
  youAre: { sv: 'Ni är', en: 'There are' },
  peopleHere: { sv: 'personer i mötet.', en: 'people in the meeting.' },
  microphoneOff: { sv: 'Mikrofonen är avstängd.', en: 'Your microphone is off.' },
  microphoneOn: { sv: 'Mikrofonen är på.', en: 'Your microphone is on.' },
  mutedByConvener: {
    sv: 'Den som leder mötet har stängt av din mikrofon. Slå på den igen med stjärna sex.',
    en: 'The person leading the meeting has turned off your microphone. Turn it on again with star six.',
  },
  handRaised: { sv: 'Du räcker upp handen.', en: 'Your hand is raised.' },
  captionsOn: {
    sv: 'Det som sägs i mötet skrivs ut av en dator.',
    en: 'What is said in the meeting is written down by a computer.',
  },
  captionsOff: {
    sv: 'Det som sägs skrivs inte ut längre.',
    en: 'What is said is no longer written down.',
  },
  handLowered: { sv: 'Du har tagit ner handen.', en: 'Your hand is down.' },
  help: {
    sv: 'Stjärna sex stänger av och slår på mikrofonen. Stjärna ett räcker upp och tar ner handen. Stjärna fyrkant säger hur många ni är. Lägg på när du vill lämna mötet.',
    en: 'Star six turns your microphone off and on. Star one raises and lowers your hand. Star hash tells how many are here. Hang up to leave the meeting.',
  },

  soundByPhone: {
    sv: 'Nu hör och talar du genom telefonen.',
    en: 'You now hear and speak by telephone.',
  },
  soundTakenBack: {
    sv: 'Ljudet går inte genom telefonen längre.',
    en: 'The sound does not go by telephone any more.',
  },
  otherPhone: {
    sv: 'Ljudet går genom en annan telefon nu.',
    en: 'The sound goes by another telephone now.',
  },
  browserGone: {
    sv: 'Mötet på skärmen har tappat förbindelsen. Du är kvar i mötet genom telefonen.',
    en: 'The meeting on your screen has lost its connection. You are still in the meeting by telephone.',
  },
  youLeft: { sv: 'Du har lämnat mötet.', en: 'You have left the meeting.' },
  notHeard: {
    sv: 'Någon i mötet hör dig inte just nu.',
    en: 'Somebody in the meeting cannot hear you just now.',
  },
  heardAgain: { sv: 'Nu hör alla dig igen.', en: 'Everybody hears you again.' },

  removed: {
    sv: 'Den som leder mötet har tagit bort dig ur mötet. Kontakta den som bjöd in dig om det blev fel.',
    en: 'The person leading the meeting has removed you. If that was a mistake, please ask the person who invited you.',
  },
  endedByConvener: { sv: 'Mötet är avslutat.', en: 'The meeting has ended.' },
  spaceDeleted: {
    sv: 'Mötet är avslutat, och numret går inte att använda igen.',
    en: 'The meeting has ended, and its number cannot be used again.',
  },
  serverStopping: {
    sv: 'Tjänsten startas om. Ring igen om en liten stund.',
    en: 'The service is restarting. Please ring again in a little while.',
  },
  mediaFailed: {
    sv: 'Något gick fel hos oss. Ring igen, så kommer du tillbaka till mötet.',
    en: 'Something went wrong at our end. Please ring again to come back to the meeting.',
  },
} as const satisfies Record<string, Words>;

/** Parts from which spoken numbers are composed (`spokenNumber.ts`). */
const NUMBERS = {
  digit0: { sv: 'noll', en: 'zero' },
  digit1: { sv: 'ett', en: 'one' },
  digit2: { sv: 'två', en: 'two' },
  digit3: { sv: 'tre', en: 'three' },
  digit4: { sv: 'fyra', en: 'four' },
  digit5: { sv: 'fem', en: 'five' },
  digit6: { sv: 'sex', en: 'six' },
  digit7: { sv: 'sju', en: 'seven' },
  digit8: { sv: 'åtta', en: 'eight' },
  digit9: { sv: 'nio', en: 'nine' },
  number10: { sv: 'tio', en: 'ten' },
  number11: { sv: 'elva', en: 'eleven' },
  number12: { sv: 'tolv', en: 'twelve' },
  number13: { sv: 'tretton', en: 'thirteen' },
  number14: { sv: 'fjorton', en: 'fourteen' },
  number15: { sv: 'femton', en: 'fifteen' },
  number16: { sv: 'sexton', en: 'sixteen' },
  number17: { sv: 'sjutton', en: 'seventeen' },
  number18: { sv: 'arton', en: 'eighteen' },
  number19: { sv: 'nitton', en: 'nineteen' },
  number20: { sv: 'tjugo', en: 'twenty' },
  number30: { sv: 'trettio', en: 'thirty' },
  number40: { sv: 'fyrtio', en: 'forty' },
  number50: { sv: 'femtio', en: 'fifty' },
  number60: { sv: 'sextio', en: 'sixty' },
  number70: { sv: 'sjuttio', en: 'seventy' },
  number80: { sv: 'åttio', en: 'eighty' },
  number90: { sv: 'nittio', en: 'ninety' },
  number100: { sv: 'hundra', en: 'one hundred' },
} as const satisfies Record<string, Words>;

/** Without words; generated by `scripts/prompts.mjs`. The texts describe them. */
const SOUNDS = {
  pause: { sv: '(tystnad, 0,4 s)', en: '(silence, 0.4 s)' },
  waitingMusic: { sv: '(stilla musik, 10 s)', en: '(quiet music, 10 s)' },
} as const satisfies Record<string, Words>;

type Words = Readonly<Record<PromptLanguage, string>>;
export type PromptName = keyof typeof SENTENCES | keyof typeof NUMBERS | keyof typeof SOUNDS;

export const PROMPTS: Readonly<Record<PromptName, Words>> = { ...SENTENCES, ...NUMBERS, ...SOUNDS };
export const PROMPT_NAMES = Object.keys(PROMPTS) as PromptName[];

export const isSentence = (name: PromptName): boolean => name in SENTENCES;
export const isSound = (name: PromptName): boolean => name in SOUNDS;
/** Spoken in the other language, for those who don't understand this one. */
export const isForeign = (name: PromptName): boolean => name === 'otherLanguage';
