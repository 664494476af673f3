// Texts of why camera or microphone fail.
import { defineTexts } from '../defineTexts.ts';
import { template } from '../template.ts';

export const deviceTroubleTexts = defineTexts('deviceTrouble', {
  theCamera: 'kameran',
  theMicrophone: 'mikrofonen',
  both: 'kameran och mikrofonen',
  deniedTitle: template('Webbläsaren får inte använda {device}'),
  denied:
    'Tryck på låset till vänster om adressen. Välj Tillåt för kamera och mikrofon. Välj sedan Försök igen.',
  blockedBySystemTitle: template('Datorn eller telefonen spärrar {device}'),
  blockedBySystem:
    'Öppna inställningarna i datorn eller telefonen. Under Integritet eller Sekretess ska webbläsaren få använda kamera och mikrofon. Välj sedan Försök igen.',
  missingTitle: template('Vi hittar inte {device}'),
  missing: 'Kontrollera att sladden sitter i och att inget är avstängt. Välj sedan Försök igen.',
  busyTitle: template('Ett annat program använder {device}'),
  busy: 'Stäng andra program som har videosamtal, till exempel Teams. Välj sedan Försök igen.',
  insecurePageTitle: template('Webbläsaren kräver en säker adress för {device}'),
  insecurePage: 'Adressen måste börja med https://. Be den som bjöd in dig om rätt adress.',
  unknownTitle: template('Det gick inte att starta {device}'),
  unknown: 'Välj Försök igen. Hjälper inte det, starta om webbläsaren.',
  withoutCamera: 'Du kan vara med ändå, men de andra ser dig inte.',
  withoutMicrophone: 'Du kan vara med ändå, men de andra hör dig inte.',
  withoutBoth: 'Du kan vara med ändå, men de andra varken ser eller hör dig.',
});
