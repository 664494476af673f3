// Finnish: texts that say how each browser is made to allow camera and microphone.
import type { GuestTextsOf } from '../defineTexts.ts';
import type { permissionTexts } from '../texts/permission.ts';

export const permission: GuestTextsOf<typeof permissionTexts, 'fi'> = {
  chrome:
    'Paina osoitteen vasemmalla puolella olevaa kuvaketta. Salli kamera ja mikrofoni; puhelimessa ne ovat kohdassa Käyttöoikeudet. Valitse sitten Yritä uudelleen.',
  edge: 'Paina osoitteen vasemmalla puolella olevaa lukkoa. Salli kamera ja mikrofoni; ne voivat olla kohdassa Tämän sivuston käyttöoikeudet. Valitse sitten Yritä uudelleen.',
  firefox:
    'Paina yliviivattua kameraa tai mikrofonia osoitteen vasemmalla puolella. Poista esto ruksista. Valitse sitten Yritä uudelleen ja Salli.',
  firefoxAndroid:
    'Paina lukkoa tai kilpeä osoitteen vasemmalla puolella. Paina Estetty kameran ja mikrofonin kohdalla, niin että siinä lukee Sallittu. Valitse sitten Yritä uudelleen.',
  safariMac:
    'Avaa ylhäältä valikko Safari. Valitse tämän sivuston asetukset; uudemmassa Safarissa siinä on osoite. Valitse Salli kameran ja mikrofonin kohdalla. Valitse sitten Yritä uudelleen.',
  safariIos:
    'Paina osoitekentän vasemmassa reunassa olevaa kuvaketta. Valitse sivuston asetukset; ne voivat olla kolmen pisteen takana. Salli kamera ja mikrofoni. Valitse sitten Yritä uudelleen.',
  title: 'Näin saat kameran ja mikrofonin toimimaan',
};
