// Texts of a screen that is shared, or could not be.
import { defineTexts } from '../defineTexts.ts';

export const sharingTexts = defineTexts('sharing', {
  youShare: 'Du delar din skärm. Alla i mötet ser den.',
  youShareWithSound: 'Du delar din skärm med ljud. Alla i mötet ser och hör den.',
  deniedBySystemTitle: 'Datorn låter inte webbläsaren dela skärmen',
  deniedBySystem:
    'Öppna datorns inställningar för integritet, tillåt skärminspelning för webbläsaren och starta om den.',
  unsupportedTitle: 'Den här webbläsaren kan inte dela skärmen',
  unsupported: 'Anslut från en dator med Chrome, Edge eller Firefox för att dela.',
  unknownTitle: 'Skärmen kunde inte delas',
  unknown: 'Försök igen, eller välj ett annat fönster.',
});
