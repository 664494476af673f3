// Finnish: texts of a meeting that is not open yet.
import type { GuestTextsOf } from '../defineTexts.ts';
import type { earlyTexts } from '../texts/early.ts';

export const early: GuestTextsOf<typeof earlyTexts, 'fi'> = {
  title: 'Tapaaminen ei ole vielä auki',
  opens: 'Tapaaminen alkaa {time}. Voit liittyä klo {opens} alkaen. Sivu avautuu itsestään.',
  swedish: '{time} Ruotsin aikaa',
  calendar: 'Lisää kalenteriin',
  calendarTitle: 'Etätapaaminen',
  calendarCallId: 'Tapaamistunnus: {callId}',
  calendarPhone: 'Puhelin: {phoneNumber}',
  confirmTitle: 'Oletko saanut kutsun?',
  confirmWhat: 'Vahvista, niin se, joka kutsui sinut, näkee, että tiedot ovat tulleet perille.',
  name: 'Nimesi',
  nameMissing: 'Kirjoita nimesi, jotta he näkevät, kuka on vahvistanut.',
  confirm: 'Vahvista, että sait kutsun',
  confirming: 'Vahvistetaan …',
  confirmed: 'Kiitos, {name}! Se, joka kutsui sinut, näkee, että sait kutsun.',
  failed: 'Vahvistus ei onnistunut juuri nyt. Yritä hetken kuluttua uudelleen.',
  lead: 'Oletko tapaamisen vetäjä?',
  signIn: 'Kirjaudu sisään',
  isTime: 'Onko tapaamisen aika?',
  enter: 'Mene tapaamiseen',
};
