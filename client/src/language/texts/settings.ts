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

  picture: template(
    'Så skickas din bild: {width} × {height} bildpunkter, {rate} bilder i sekunden.',
  ),
  processed: template('Webbläsaren {processes}.'),
  unprocessed: 'Webbläsaren ändrar inget i ljudet.',

  badSound: 'Är ljudet dåligt fast allt är rätt inställt? Ring, så går ljudet genom telefonen.',
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
}).withEnglish({
  camera: 'Camera',
  microphone: 'Microphone',
  loudspeaker: 'Loudspeaker',

  browserChooses: 'The one that the browser chooses',
  hidden: 'Shown once you have said yes to the browser',
  noneFound: 'None was found',
  computerChooses: 'The one chosen in the computer',
  loudspeakerBySystem:
    'The sound comes out of the loudspeaker that is chosen in the settings of the computer or phone itself.',
  pickLoudspeaker: 'Choose a loudspeaker',

  picture: 'Your picture is sent with {width} × {height} dots, {rate} pictures a second.',
  processed: 'The browser {processes}.',
  unprocessed: 'The browser changes nothing in the sound.',

  badSound: 'Is the sound bad though all is set right? Ring, and the sound goes by telephone.',
  testSound: 'Play a test sound',
  testSoundPlays: 'The test sound plays …',
  testSoundPlayed: 'Did you hear three notes? If not, turn up the volume or choose another one.',
  testSoundFailed: 'The test sound could not be played. Check that the computer has a loudspeaker.',

  voiceTest: 'Record and listen',
  voiceStop: 'Stop the test',
  voiceRecording: 'Say something. We record for four seconds …',
  voicePlaying: 'Now it is played. This is how you sound.',
  voicePlayed: 'That is how you sounded. The recording is gone again.',
  voiceSilent: 'No sound came. Choose another microphone, or see whether it is switched off.',
  voiceFailed: 'It was not possible to record. Try again.',
  othersHear: 'The microphone is on: the others in the meeting hear what you say as well.',
  needsMicrophone: 'Turn on the microphone, and you can hear how you sound.',

  sound: 'The sound of the microphone',
  echoCancellation: 'Remove echo',
  echoCancellationWhy: 'The others do not have to hear their own voices.',
  echoCancellationDone: 'removes echo',
  noiseSuppression: 'Dampen noise',
  noiseSuppressionWhy: 'Fans and traffic are heard less.',
  noiseSuppressionDone: 'dampens noise',
  autoGainControl: 'Even out the loudness',
  autoGainControlWhy: 'A weak voice is heard better.',
  autoGainControlDone: 'evens out the loudness',
  impossible: 'This is not possible with this microphone.',
  unavoidable: 'This cannot be turned off with this microphone.',
});
