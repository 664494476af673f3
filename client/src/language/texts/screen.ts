// Texts of sharing a screen and of looking at one.
import { defineTexts } from '../defineTexts.ts';

export const screenTexts = defineTexts('screen', {
  share: 'Dela skärm',
  choosing: 'Välj vad du vill dela …',
  stop: 'Sluta dela',
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
