// Texts about the local camera and microphone.
import { template } from '../template.ts';
import { defineTexts } from '../defineTexts.ts';

export const deviceTexts = defineTexts('devices', {
  camera: 'Kamera',
  microphone: 'Mikrofon',
  cameraIsOn: 'Kameran är på',
  cameraIsOff: 'Kameran är av',
  cameraStarts: 'Kameran startar …',
  cameraFails: 'Kameran fungerar inte',
  microphoneIsOn: 'Mikrofonen är på',
  microphoneIsOff: 'Mikrofonen är av',
  microphoneStarts: 'Mikrofonen startar …',
  microphoneFails: 'Mikrofonen fungerar inte',
  theCamera: 'kameran',
  theMicrophone: 'mikrofonen',
  both: 'kameran och mikrofonen',
  cameraOff: 'Kameran är av. De andra ser dig inte.',
  cameraAsking: 'Om webbläsaren frågar om kamera och mikrofon: välj Tillåt.',
  cameraFailed: 'Ingen bild från kameran',
  speak: 'Säg något, så syns det här om mikrofonen hör dig.',
  heard: 'Vi hör dig.',
  microphoneOff: 'Mikrofonen är av. De andra hör dig inte.',
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
