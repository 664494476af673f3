// Texts of joining and leaving a meeting.
import { defineTexts } from '../defineTexts.ts';

export const entryTexts = defineTexts('entry', {
  lookingUp: 'Hämtar mötet …',
  yourMeeting: 'Du är på väg in i mötet',
  name: 'Namn',
  nameMissing: 'Skriv ditt namn, så att de andra ser vem du är.',
  profession: 'Profession',
  /** Suggested, with commas between. Anything else may be typed. */
  professions:
    'Sjuksköterska, Distriktssköterska, Läkare, Biståndshandläggare, Arbetsterapeut, Fysioterapeut, Undersköterska, Kurator, Enhetschef, Patient/Brukare, Anhörig, God man',
  optional: 'Valfritt',
  professionHint: 'Till exempel distriktssköterska eller anhörig.',
  professionUnshowable: 'Skriv med bokstäver, eller lämna rutan tom.',
  forget: 'Inte du? Töm rutorna',
  several: 'Vi är flera här',
  interprets: 'Jag är tolk',
  companions: 'Vilka sitter du med?',
  companionsHint: 'Skriv deras namn, med komma emellan. Högst nio.',
  join: 'Anslut',
  joining: 'Ansluter …',
  attendance: 'Den som leder mötet kan se efteråt vilka som var med, och när.',
  notNow: 'Är det inte dags än?',
  confirmInvitation: 'Bekräfta att du fått inbjudan',
});
