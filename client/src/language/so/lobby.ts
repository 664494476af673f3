// Somali: texts for people in the lobby.
import type { GuestTextsOf } from '../defineTexts.ts';
import type { lobbyTexts } from '../texts/lobby.ts';

export const lobby: GuestTextsOf<typeof lobbyTexts, 'so'> = {
  title: 'Waxaad sugaysaa in lagu soo geliyo',
  attended: 'Hoggaamiyaha kulanku wuu og yahay inaad joogto.',
  unattended: 'Hoggaamiyaha kulanku weli ma iman. Bogga ku sii jir, si loo arko inaad sugayso.',
  told: '{name}:',
  unseen: 'Cidna kuma aragto kumana maqasho inta aad sugayso.',
  giveUp: 'Jooji sugidda',
  turnedAway: 'Lagama oggolaan inaad gasho',
  turnedAwayWhy: 'Haddii ay khalad tahay, la xiriir qofkii ku casuumay.',
  retryAfter: 'Waxaad mar kale isku dayi kartaa {seconds} ilbiriqsi kadib.',
  uncheckedTitle: 'Lambarka keliya ayaad haysataa, marka waa in lagu soo geliyo',
  unchecked:
    'Lambarro khaldan oo badan ayaa la qoray. Sidaas darteed lambarka hadda lama hubiyo, waana in hoggaamiyaha kulanku ku soo geliyo. Haddaad haysato xiriiriyaha martiqaadka, fur: sidii caadiga ahayd buu u shaqeeyaa.',
  uncheckedState:
    'Haddii {callId} yahay lambarka saxda ah, hoggaamiyaha kulanku wuu arkaa inaad sugayso. Bogga ku sii jir.',
  nobodyComes: 'Cidi ma ku soo gelinayso?',
  whatToDo:
    'Hubi lambarka. Fur xiriiriyaha martiqaadka haddaad haysato, ama weydiiso qofkii ku casuumay. Bogguna daqiiqad kasta isagaa isku dayaya.',
};
