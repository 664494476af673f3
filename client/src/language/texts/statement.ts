// Texts of the accessibility statement, and of the messages about faults.
import { count } from '@nanostores/i18n';
import { defineTexts } from '../defineTexts.ts';
import { template } from '../template.ts';

export const statementTexts = defineTexts('statement', {
  title: 'Tillgänglighet i Distansmöte',
  lead: template(
    '{organization} står bakom den här tjänsten. Så många som möjligt ska kunna vara med i ett möte. Här står hur Distansmöte uppfyller lagen om tillgänglighet till digital offentlig service, vad som inte fungerar ännu, och hur du säger till om något är fel.',
  ),
  theOperator: 'Den region eller kommun som bjuder in till mötena',
  own: 'Läs också vår egen tillgänglighetsredogörelse',
  howWell: 'Hur tillgänglig är tjänsten?',
  full: 'Distansmöte är helt förenligt med lagen om tillgänglighet till digital offentlig service (WCAG 2.1 nivå AA och EN 301 549).',
  partial:
    'Distansmöte är delvis förenligt med lagen om tillgänglighet till digital offentlig service (WCAG 2.1 nivå AA och EN 301 549). Det som inte är det står nedan.',
  none: 'Distansmöte är inte förenligt med lagen om tillgänglighet till digital offentlig service (WCAG 2.1 nivå AA och EN 301 549). Det som saknas står nedan.',
  waysIn: 'Så kan du vara med',
  wayKeyboard: 'Allt går att göra med tangentbord, och alla knappar har namn för skärmläsare.',
  wayZoom:
    'Sidorna går att förstora till 400 procent, och följer datorns mörka läge och kontraster.',
  wayText: 'Direkttext: det du skriver syns för de andra medan du skriver, bredvid samtalet.',
  wayPhone: 'Du kan ringa in med telefon i stället för att använda en webbläsare.',
  wayInterpreter:
    'Tolkar, teckenspråkstolkar och skrivtolkar visas med sin roll, och försvinner inte ur bild.',
  notWorking: 'Det här fungerar inte ännu',
  whereInStandard: template('EN 301 549: {clauses}.'),
  sharedScreen:
    'En delad skärm är en bild. En skärmläsare kan inte läsa vad som står på den. Be den som delar att läsa upp det, eller att skicka texten före mötet.',
  screenReaders:
    'Vi har prövat vad en skärmläsare på dator får veta av Chromium och Firefox. Vi har inte provat Safari, mobiltelefon eller surfplatta, och ingen som använder skärmläsare varje dag har provat ännu.',
  idleSession:
    'Den som är personal loggas ut efter en tid utan aktivitet, utan att få veta det i förväg. Det är för säkerheten. Den som är i ett möte loggas inte ut.',
  translations:
    'Texterna på andra språk än svenska och engelska är översatta av en dator, och ingen har granskat dem ännu. Den här redogörelsen, personalens sidor och rösten i telefonen finns bara på svenska och engelska.',
  textTelephones:
    'Texttelefoner som ringer via det vanliga telefonnätet kan inte skriva i mötet. Texttelefoner som ringer via internet (RFC 4103) kan det.',
  exempt: 'Undantag (12 § i lagen)',
  noExemptions: 'Vi har inte undantagit något som oskäligt betungande.',
  outside: 'Det som lagen inte gäller',
  outsideDefault:
    'Lagen gäller inte det som andra visar, säger och skriver i mötet (9 §): delade skärmar, bilder från kameror och meddelanden.',
  report: 'Berätta om något som inte fungerar',
  reportLead:
    'Du är anonym. Vi sparar bara det du skriver, och bara de som sköter tjänsten läser det.',
  reportText: 'Vad fungerar inte?',
  reportHint:
    'Skriv gärna var på sidan det är, och vad du använder. Skriv inga uppgifter om din hälsa.',
  reportMissing: 'Skriv vad det är som inte fungerar.',
  replyTo: 'E-post eller telefon',
  replyToHint: 'Bara om du vill ha svar.',
  optional: 'Valfritt',
  send: 'Skicka',
  sending: 'Skickar …',
  sent: 'Tack! Vi har fått ditt meddelande.',
  another: 'Skriv ett till',
  tooManyWait:
    'Just nu väntar för många meddelanden på att bli lästa. Försök igen en annan dag, eller kontakta oss på ett annat sätt.',
  notSent: 'Meddelandet kunde inte skickas. Det du har skrivit är kvar.',
  otherWays: 'Du kan också kontakta oss så här:',
  supervision: 'Tillsyn',
  supervisionWhat:
    'Myndigheten för digital förvaltning, Digg, kontrollerar att lagen följs. Är du inte nöjd med hur vi tar hand om det du säger kan du',
  supervisionLink: 'anmäla det till Digg',
  howTested: 'Så är tjänsten granskad',
  methodDefault:
    'De som gör Distansmöte har granskat den själva: varje sida med automatiska prov (axe) i Chromium och Firefox, det som en skärmläsare får veta av webbläsaren, tangentbord, 400 procents förstoring, mörkt läge och höga kontraster, och samtal med riktiga telefoner, texttelefoner och videosystem.',
  assessed: template('Senast granskad {day}.'),
  updated: template('Redogörelsen uppdaterades senast {day}.'),
  opensInTab: '(öppnas i en ny flik)',
  reportsLead:
    'Det som besökare har skrivit om tillgängligheten. De är anonyma, och får svar bara om de har lämnat en adress. Ta bort det som är avklarat.',
  noReports: 'Ingen har skrivit något om tillgängligheten.',
  fetching: 'Hämtar …',
  answerTo: template('Vill ha svar: {replyTo}'),
  remove: 'Ta bort',
  removeAll: 'Ta bort alla',
  removeTitle: count({
    one: 'Ta bort meddelandet?',
    other: 'Ta bort {count} meddelanden?',
  }),
  removeWhat: 'Det går inte att ångra. Svara först den som vill ha svar.',
  keep: 'Avbryt',
  removed: count({
    one: 'Meddelandet är borttaget.',
    other: '{count} meddelanden är borttagna.',
  }),
  isFull:
    'Här finns plats för 500 meddelanden, och det är fullt. Ta bort några så att fler kan skriva.',
});
