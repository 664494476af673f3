// Finnish: texts of an open conversation.
import type { GuestTextsOf } from '../defineTexts.ts';
import type { conversationTexts } from '../texts/conversation.ts';

export const conversation: GuestTextsOf<typeof conversationTexts, 'fi'> = {
  withEverybody: 'Chatti kaikkien kanssa',
  withPerson: 'Chatti: {name}',
  everybodyReads: 'Kaikki tapaamisessa näkevät, mitä kirjoitat tähän.',
  twoRead: 'Vain sinä ja {name} näette, mitä kirjoitatte tähän.',
  nothingYet: 'Vielä ei ole kirjoitettu mitään.',
  yourMessage: 'Viestisi',
  send: 'Lähetä',
  howToSend: 'Enter lähettää, Shift + Enter vaihtaa riviä.',
  leftToWrite: { one: '{count} merkki jäljellä', other: '{count} merkkiä jäljellä' },
  tooFast: 'Chatissa kirjoitetaan juuri nyt paljon. Odota muutama sekunti.',
  gone: '{name} on poistunut tapaamisesta. Voitte jatkaa, jos {name} tulee takaisin.',
  onPhone: '{name} on mukana puhelimella eikä voi lukea viestejä. Sano asia tapaamisessa.',
  inRoom: '{name} on mukana kokoushuoneesta eikä voi lukea viestejä. Sano asia tapaamisessa.',
  toPeople: 'Osallistujiin',
  me: 'Sinä',
  sending: 'Lähetetään …',
  sent: 'Lähetetty',
  delivered: 'Perillä',
  failed: 'Lähetys ei onnistunut.',
  sendAgain: 'Lähetä uudelleen',
  keptUntil: 'Kaikki kirjoitettu katoaa, kun tapaaminen päättyy.',
};
