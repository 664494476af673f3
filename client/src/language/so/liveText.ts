// Somali: texts of Direkttext: real-time text, which everybody sees as it is written.
import type { GuestTextsOf } from '../defineTexts.ts';
import type { liveTextTexts } from '../texts/liveText.ts';

export const liveText: GuestTextsOf<typeof liveTextTexts, 'so'> = {
  liveText: 'Qoraal toos ah',
  what: 'Dhammaan kulanka way arkaan waxaad qorayso, xaraf xaraf. Telefoonnada badankoodu ma muujiyaan.',
  kept: 'Waxba lama kaydiyo. Qofka soo daaha wuxuu arkaa kii ugu dambeeyay.',
  log: 'Wixii lagu qoray qoraalka tooska ah',
  lines: 'Sadarrada',
  mine: 'Adiga',
  field: 'Qor qoraal toos ah',
  how: 'Enter ayaa sadarka dhammeeya.',
  howRests: 'Enter ayaa sadarka dhammeeya. Sidoo kale nasasho 7 ilbiriqsi ah.',
  gap: 'Halkan qoraal baa ka maqan.',
  writes: '{name} wuxuu qorayaa qoraal toos ah.',
  late: 'Wixii aad qortay weli dhammaan ma gaarin. Waa la dirayaa marka ay suurtagasho.',
  tooMuch: 'Mar keliya aad bay u badnayd: ugu badnaan 2000 xaraf. Qayb qayb u dheji.',
  display: 'Muuqaal',
  size: 'Cabbirka qoraalka',
  percent: '{percent} %',
  order: 'Habka',
  flow: 'Isku xiga',
  columns: 'Tiir qof kasta',
  rests: 'Nasasho 7 ilbiriqsi ah ayaa sadarka dhammaysa',
};
