// Texts that say how each browser is made to allow camera and microphone.
import { defineTexts } from '../defineTexts.ts';

export const permissionTexts = defineTexts('permission', {
  chrome:
    'Tryck på symbolen till vänster om adressen. Slå på Kamera och Mikrofon; i telefonen ligger de bakom Behörigheter. Välj sedan Försök igen.',
  edge: 'Tryck på låset till vänster om adressen. Välj Tillåt för Kamera och Mikrofon; de kan ligga bakom Behörigheter för den här webbplatsen. Välj sedan Försök igen.',
  firefox:
    'Tryck på den överstrukna kameran eller mikrofonen till vänster om adressen. Ta bort spärren med krysset. Välj sedan Försök igen, och Tillåt.',
  firefoxAndroid:
    'Tryck på låset eller skölden till vänster om adressen. Tryck på Blockerad vid Kamera och Mikrofon, så att det står Tillåten. Välj sedan Försök igen.',
  safariMac:
    'Öppna menyn Safari högst upp. Välj Inställningar för denna webbplats; i nyare Safari står adressen där i stället. Välj Tillåt vid Kamera och Mikrofon. Välj sedan Försök igen.',
  safariIos:
    'Tryck på symbolen till vänster i adressfältet. Välj Webbplatsinställningar; de kan ligga bakom tre punkter. Välj Tillåt vid Kamera och Mikrofon. Välj sedan Försök igen.',
  title: 'Så får du igång kamera och mikrofon',
});
