// Somali: texts of the start page and of the page for the call ID.
import type { GuestTextsOf } from '../defineTexts.ts';
import type { startTexts } from '../texts/start.ts';

export const start: GuestTextsOf<typeof startTexts, 'so'> = {
  heading: 'Ku kulanna meel fog',
  what: 'Halkan bukaanka, qaraabada, degmada iyo gobolka ayaa ku kulma si ay u qorsheeyaan daryeelka, iyagoo leh sawir iyo cod.',
  join: 'Ku biir',
  joinHint: 'Waxaad haysataa lambarka kulanka (samtals-ID) oo sagaal god ah.',
  signIn: 'Gal',
  signInHint: 'Waxaad tahay shaqaale, waxaadna dadka ku casuuntaa kulanno.',
  assurance: 'Kulannada lama duubo. Uma baahnid inaad wax rakibto ama akoon samaysato.',
  callIdHeading: 'Qor lambarka kulanka',
  callId: 'Lambarka kulanka',
  callIdHint:
    'Sagaal god. Waxay ku qoran yihiin martiqaadka (samtals-ID), ama telefoonka ayaa laguugu sheegay.',
  continue: 'Sii wad',
  checking: 'Waa la hubinayaa …',
  tooShort: 'Lambarka kulanku waa sagaal god. Qor dhammaan sagaalka.',
  tooLong: 'Lambarka kulanku waa sagaal god, kanina wuu ka badan yahay. Hubi.',
  callIdUnknown:
    'Lambarku ma jiro, ama kulanka waa la tirtiray. Hubi lambarka, ama weydii qofkii ku casuumay.',
};
