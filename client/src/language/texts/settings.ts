// Texts of the settings: which devices are used, and whether they work.
import { template } from '../template.ts';
import { defineTexts } from '../defineTexts.ts';

export const settingsTexts = defineTexts('settings', {
  camera: 'Kamera',
  microphone: 'Mikrofon',
  loudspeaker: 'Högtalare',

  browserChooses: 'Den som webbläsaren väljer',
  hidden: 'Syns när webbläsaren har fått ditt ja',
  noneFound: 'Ingen hittades',
  computerChooses: 'Enhetens vanliga högtalare',
  loudspeakerBySystem:
    'Ljudet kommer ur den högtalare som är vald i datorns eller telefonens egna inställningar.',
  pickLoudspeaker: 'Välj högtalare',

  pictureGood: template('Din bild: bra kvalitet ({lines}p)'),
  pictureFair: template('Din bild: ganska bra kvalitet ({lines}p)'),
  picturePoor: template('Din bild: låg kvalitet ({lines}p)'),
  processed: template('Webbläsaren {processes}.'),
  unprocessed: 'Webbläsaren ändrar inget i ljudet.',

  badSound: 'Hjälper inget? Ring in, så går ljudet via telefonen.',
  testSound: 'Spela ett testljud',
  testSoundPlays: 'Testljudet spelas …',
  testSoundPlayed: 'Hörde du tre toner? Höj annars volymen eller välj en annan högtalare.',
  testSoundFailed: 'Testljudet gick inte att spela. Kontrollera att datorn har en högtalare.',

  voiceTest: 'Prova din mikrofon',
  voiceStop: 'Avbryt provet',
  voiceRecording: 'Säg något. Vi spelar in i fyra sekunder …',
  voicePlaying: 'Nu spelas det upp. Så här låter du.',
  voicePlayed: 'Så lät du. Inspelningen är borta igen.',
  voiceSilent: 'Det kom inget ljud. Välj en annan mikrofon, eller se efter om den är avstängd.',
  voiceFailed: 'Det gick inte att spela in. Försök igen.',
  othersHear: 'Mikrofonen är på: de andra i mötet hör också det du säger.',
  needsMicrophone: 'Slå på mikrofonen, så kan du höra hur du låter.',

  sound: 'Ljudet från mikrofonen',
  echoCancellation: 'Ta bort eko',
  echoCancellationWhy: 'De andra slipper höra sina egna röster.',
  echoCancellationDone: 'tar bort eko',
  noiseSuppression: 'Dämpa brus',
  noiseSuppressionWhy: 'Fläktar och trafik hörs mindre.',
  noiseSuppressionDone: 'dämpar brus',
  autoGainControl: 'Jämna ut ljudstyrkan',
  autoGainControlWhy: 'En svag röst hörs starkare.',
  autoGainControlDone: 'jämnar ut ljudstyrkan',
  impossible: 'Det går inte med den här mikrofonen.',
  unavoidable: 'Det går inte att stänga av med den här mikrofonen.',
});
