// Texts of the page that tests the equipment before a meeting.
import { template } from '../template.ts';
import { defineTexts } from '../defineTexts.ts';

export const equipmentTexts = defineTexts('equipment', {
  heading: 'Testa din utrustning',
  lead: 'Prova kamera, mikrofon, högtalare och nätverk före mötet. Det tar ungefär en minut, och du behöver inget samtals-ID.',
  allow: 'Om webbläsaren frågar om kamera och mikrofon: välj Tillåt.',
  start: 'Starta testet',

  camera: 'Ser du dig själv?',
  microphone: 'Hör mikrofonen dig?',
  loudspeaker: 'Hör du något?',
  didYouHear: 'Hörde du tre toner?',
  heard: 'Ja, jag hörde dem',
  notHeard: 'Nej, inget hördes',
  heardSaid: 'Bra, högtalaren fungerar.',
  notHeardSaid:
    'Höj volymen, se efter att hörlurar eller högtalare är inkopplade, eller välj en annan högtalare. Spela sedan testljudet igen.',

  network: 'Kommer bild och ljud fram?',
  networkWhat:
    'Testet skickar en bild och en ton till mötestjänsten och tillbaka. Din egen kamera och mikrofon används inte till det.',
  udp: 'Direkt, den bästa vägen (UDP)',
  tcp: 'Direkt, den näst bästa vägen (TCP)',
  relay: 'Via omväg (TURN)',
  waiting: 'väntar på sin tur',
  tried: 'provas, några sekunder …',
  blocked: 'kommer inte fram',
  good: 'fungerar bra',
  fair: 'fungerar',
  poor: 'är svag',
  measured: template('Svarstid {roundTrip} ms, förlust {lost} %, minst {rate} Mbit/s'),

  goingTitle: 'Nätverket provas …',
  going: 'Prova kameran och ljudet under tiden.',
  goodTitle: 'Nätverket fungerar för möten',
  goodWhat: 'Bild och ljud kommer fram den bästa vägen.',
  byDetourTitle: 'Nätverket fungerar för möten',
  byDetour:
    'Den bästa vägen är spärrad, så mötet går en omväg. Bild och ljud kan störas lite mer när många använder nätverket.',
  weakTitle: 'Nätverket är svagt',
  weak: 'Flytta närmare den trådlösa routern eller använd en sladd, och stäng andra program. I mötet hjälper det att välja Endast ljud.',
  blockedTitle: 'Bild och ljud kommer inte fram',
  blockedWhat:
    'Nätverket spärrar möten. Prova ett annat nätverk, till exempel mobilens, eller visa rapporten för supporten.',
  unreachableTitle: 'Vi får ingen kontakt med tjänsten',
  unreachable: 'Kontrollera att du är ansluten till internet och prova nätverket igen.',
  tooManyTitle: 'Många testar just nu',
  tooMany: 'Vänta en minut och prova nätverket igen.',
  browserUnsupportedTitle: 'Den här webbläsaren fungerar inte för möten',
  browserUnsupported: 'Använd en aktuell Chrome, Edge, Firefox eller Safari.',
  failedTitle: 'Nätverket gick inte att prova',
  failed: 'Prova nätverket igen. Hjälper inte det, starta om webbläsaren.',
  byPhone: template('Du kan också vara med i möten på telefon: ring {phoneNumber}.'),
  networkAgain: 'Prova nätverket igen',

  report: 'Behöver du hjälp?',
  reportWhat:
    'Kopiera rapporten och ge den till supporten. Där står vad testet visade och vad dina enheter heter.',
  reportText: 'Rapport',
  reportCopy: 'Kopiera rapporten',
  copied: 'Rapporten är kopierad.',
  notCopied: 'Webbläsaren lät oss inte kopiera. Markera texten och kopiera den själv.',

  reportLine: template('{what}: {result}'),
  reportTime: 'Tid',
  reportService: 'Tjänst',
  reportBrowser: 'Webbläsare',
  reportAddresses: 'Media går till',
  reportPicture: template('{name}, {width} × {height}'),
  reportHeard: template('{name}, hör ljud'),
  reportNotHeard: template('{name}, har inte hört något'),
  reportOff: 'av',
  reportLoudspeakerHeard: 'hörs',
  reportLoudspeakerNotHeard: 'hörs inte',
  reportLoudspeakerUntried: 'inte provad',
});
