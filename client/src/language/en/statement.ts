// English: the accessibility statement, and the messages about faults.
import type { TranslationOf } from '../defineTexts.ts';
import type { statementTexts } from '../texts/statement.ts';

export const statement: TranslationOf<typeof statementTexts> = {
  title: 'Accessibility of Distansmöte',
  lead: '{organization} is responsible for this service. As many people as possible should be able to take part in a meeting. This page says how Distansmöte meets the Swedish law on the accessibility of digital public services, what does not work yet, and how to tell us of a fault.',
  theOperator: 'The region or municipality that invites you to meetings',
  own: 'Read our own accessibility statement too',
  howWell: 'How accessible is the service?',
  full: 'Distansmöte fully complies with the law on the accessibility of digital public services (WCAG 2.1 level AA and EN 301 549).',
  partial:
    'Distansmöte partly complies with the law on the accessibility of digital public services (WCAG 2.1 level AA and EN 301 549). What does not is listed below.',
  none: 'Distansmöte does not comply with the law on the accessibility of digital public services (WCAG 2.1 level AA and EN 301 549). What is missing is listed below.',
  waysIn: 'How you can take part',
  wayKeyboard: 'Everything can be done by keyboard, and all buttons have names for screen readers.',
  wayZoom: 'The pages can be enlarged to 400 per cent, and follow dark mode and high contrast.',
  wayText: 'Real-time text: the others see what you write as you write it, beside the call.',
  wayPhone: 'You can call in by telephone instead of using a browser.',
  wayInterpreter:
    'Interpreters, sign-language interpreters and captioners are shown with their role, and never leave the picture.',
  notWorking: 'What does not work yet',
  whereInStandard: 'EN 301 549: {clauses}.',
  sharedScreen:
    'A shared screen is a picture. A screen reader cannot read it. Ask whoever shares to read it out, or to send the text before the meeting.',
  screenReaders:
    'We have tested what a screen reader on a computer is told by Chromium and Firefox. We have not tried Safari, mobile phones or tablets, and nobody who uses a screen reader every day has tried it yet.',
  idleSession:
    'Staff are signed out after a time without use, and are not told before. This is for security. Whoever is in a meeting is not signed out.',
  translations:
    'Texts in languages other than Swedish and English are translated by a computer, and nobody has reviewed them yet. This statement, the pages for staff and the voice on the telephone are in Swedish and English only.',
  textTelephones:
    'Text telephones that call by the ordinary telephone network cannot write in the meeting. Those that call by the internet (RFC 4103) can.',
  exempt: 'Exemptions (section 12 of the law)',
  noExemptions: 'We have exempted nothing as a disproportionate burden.',
  outside: 'What the law does not apply to',
  outsideDefault:
    'The law does not apply to what others show, say and write in the meeting (section 9): shared screens, pictures of cameras, and messages.',
  report: 'Tell us of something that does not work',
  reportLead:
    'You are anonymous. We keep only what you write, and only those who run the service read it.',
  reportText: 'What does not work?',
  reportHint:
    'Say where on the page it is, and what you use. Please write nothing about your health.',
  reportMissing: 'Write what does not work.',
  replyTo: 'E-mail or telephone',
  replyToHint: 'Only if you want an answer.',
  optional: 'Optional',
  send: 'Send',
  sending: 'Sending …',
  sent: 'Thank you! We have received your message.',
  another: 'Write another',
  tooManyWait:
    'Too many messages are waiting to be read. Try again another day, or contact us in another way.',
  notSent: 'The message could not be sent. What you have written is still here.',
  otherWays: 'You can also contact us like this:',
  supervision: 'Supervision',
  supervisionWhat:
    'The Agency for Digital Government, Digg, supervises the law. If you are not content with how we treat what you tell us, you can',
  supervisionLink: 'report it to Digg',
  howTested: 'How the service was assessed',
  methodDefault:
    'Those who make Distansmöte have assessed it themselves: each page with automatic tests (axe) in Chromium and Firefox, what the browser tells a screen reader, keyboard, 400 per cent enlargement, dark mode and high contrast, and calls with real telephones, text telephones and video systems.',
  assessed: 'Last assessed on {day}.',
  updated: 'This statement was last updated on {day}.',
  opensInTab: '(opens in a new tab)',
  reportsLead:
    'What visitors have written about accessibility. They are anonymous, and get an answer only if they have left an address. Delete what has been dealt with.',
  noReports: 'Nobody has written anything about accessibility.',
  fetching: 'Fetching …',
  answerTo: 'Wants an answer: {replyTo}',
  remove: 'Delete',
  removeAll: 'Delete all',
  removeTitle: { one: 'Delete the message?', other: 'Delete {count} messages?' },
  removeWhat: 'This cannot be undone. First answer whoever wants an answer.',
  keep: 'Cancel',
  removed: { one: 'The message has been deleted.', other: '{count} messages have been deleted.' },
  isFull: 'There is room for 500 messages, and it is full. Delete some so that others can write.',
};
