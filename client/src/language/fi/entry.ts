// Finnish: texts of joining and leaving a meeting.
import type { GuestTextsOf } from '../defineTexts.ts';
import type { entryTexts } from '../texts/entry.ts';

export const entry: GuestTextsOf<typeof entryTexts, 'fi'> = {
  lookingUp: 'Haetaan tapaamista …',
  yourMeeting: 'Olet liittymässä tapaamiseen',
  name: 'Nimi',
  nameMissing: 'Kirjoita nimesi, jotta muut näkevät, kuka olet.',
  profession: 'Ammatti',
  professions:
    'Sairaanhoitaja, Alueen sairaanhoitaja, Lääkäri, Palveluohjaaja, Toimintaterapeutti, Fysioterapeutti, Lähihoitaja, Kuraattori, Yksikön esimies, Potilas/asiakas, Omainen, Edunvalvoja',
  optional: 'Vapaaehtoinen',
  professionHint: 'Esimerkiksi sairaanhoitaja tai omainen.',
  professionUnshowable: 'Käytä kirjaimia tai jätä kenttä tyhjäksi.',
  forget: 'Etkö se ole sinä? Tyhjennä kentät',
  several: 'Meitä on täällä useita',
  interprets: 'Olen tulkki',
  companions: 'Kenen kanssa olet?',
  companionsHint: 'Kirjoita nimet pilkulla erotettuina. Enintään yhdeksän.',
  join: 'Liity',
  joining: 'Liitytään …',
  attendance: 'Tapaamisen vetäjä näkee jälkikäteen, ketkä olivat mukana ja milloin.',
  notNow: 'Eikö ole vielä aika?',
  confirmInvitation: 'Vahvista, että sait kutsun',
};
