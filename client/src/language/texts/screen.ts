// Texts of sharing a screen and of looking at one.
import { template } from '../template.ts';
import { defineTexts } from '../defineTexts.ts';

export const screenTexts = defineTexts('screen', {
  share: 'Dela skärm',
  choosing: 'Välj vad du vill dela …',
  stop: 'Sluta dela',
  youShare: 'Du delar din skärm. Alla i mötet ser den.',
  youShareWithSound: 'Du delar din skärm med ljud. Alla i mötet ser och hör den.',
  screenOf: template('{name} delar skärm'),
  coming: 'Bilden kommer strax.',
  notSeen: 'Du tar bara emot ljud och ser inte det som delas.',
  zoomIn: 'Förstora',
  zoomOut: 'Visa hela',
  fullScreen: 'Helskärm',
  leaveFullScreen: 'Lämna helskärm',
  deniedBySystemTitle: 'Datorn låter inte webbläsaren dela skärmen',
  deniedBySystem:
    'Öppna datorns inställningar för integritet, tillåt skärminspelning för webbläsaren och starta om den.',
  unsupportedTitle: 'Den här webbläsaren kan inte dela skärmen',
  unsupported: 'Anslut från en dator med Chrome, Edge eller Firefox för att dela.',
  unknownTitle: 'Skärmen kunde inte delas',
  unknown: 'Försök igen, eller välj ett annat fönster.',
});
