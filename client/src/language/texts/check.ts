// Texts of the check whether everybody sees and hears this person.
import { template } from '../template.ts';
import { defineTexts } from '../defineTexts.ts';

export const checkTexts = defineTexts('check', {
  seenAndHeard: 'Alla ser och hör dig.',
  seenButByPhones: 'Alla hör dig. De som är med i bild ser dig.',
  heardWithoutTile: template('Alla hör dig. {name} ser några åt gången, och inte dig just nu.'),
  heard: 'Alla hör dig. Din kamera är av.',
  seen: 'Alla ser dig. Din mikrofon är av.',
  neither: 'Ingen ser eller hör dig: mikrofonen och kameran är av.',
  bothFails: 'Din mikrofon och kamera fungerar inte. Tryck här för hjälp.',
  microphoneFails: 'Din mikrofon fungerar inte. Tryck här för hjälp.',
  cameraFails: 'Din kamera fungerar inte. Tryck här för hjälp.',
  soundBlocked: template(
    '{name} hör dig inte: ljudet är avstängt i webbläsaren där. Be {name} välja Slå på ljudet.',
  ),
  soundNotReceived: template(
    '{name} hör dig inte: ditt ljud kommer inte fram dit. Prova en annan mikrofon under Inställningar.',
  ),
  pictureNotReceived: template(
    '{name} ser dig inte: din bild kommer inte fram dit. Prova en annan kamera under Inställningar.',
  ),
  pictureNotInRoom: template('{name} ser dig inte: bilden kommer inte fram dit just nu.'),
  pictureHidden: template('{name} har mötet i bakgrunden och ser det inte just nu.'),
  pictureTurnedOff: template('{name} tar bara emot ljud och ser inga bilder just nu.'),
  pictureWithoutTile: template('{name} ser några åt gången, och inte dig just nu.'),
});
