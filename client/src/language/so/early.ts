// Somali: texts of a meeting that is not open yet.
import type { GuestTextsOf } from '../defineTexts.ts';
import type { earlyTexts } from '../texts/early.ts';

export const early: GuestTextsOf<typeof earlyTexts, 'so'> = {
  title: 'Kulanku weli ma furna',
  opens:
    'Kulanku wuxuu bilaabmayaa {time}. Waxaad geli kartaa laga bilaabo {opens}. Boggu isagaa furmaya.',
  swedish: '{time} waqtiga Iswiidhan',
  calendar: 'Ku dar kalandarka',
  calendarTitle: 'Kulan fog',
  calendarCallId: 'Lambarka kulanka: {callId}',
  calendarPhone: 'Telefoon: {phoneNumber}',
  confirmTitle: 'Ma heshay martiqaadka?',
  confirmWhat: 'Xaqiiji, markaas qofkii ku casuumay ayaa arkaya in xogtu ku soo gaartay.',
  name: 'Magacaaga',
  nameMissing: 'Qor magacaaga, si loo ogaado cidda xaqiijisay.',
  confirm: 'Xaqiiji inaad heshay martiqaadka',
  confirming: 'Waa la xaqiijinayaa …',
  confirmed: 'Mahadsanid, {name}! Qofkii ku casuumay wuu arkaa inaad heshay martiqaadka.',
  failed: 'Hadda lama xaqiijin karin. Wax yar kadib isku day mar kale.',
  lead: 'Adigu ma hoggaamisaa kulanka?',
  signIn: 'Gal',
  isTime: 'Waqtigii kulanka ma la gaaray?',
  enter: 'Gal kulanka',
};
