// Somali: texts of an open conversation.
import type { GuestTextsOf } from '../defineTexts.ts';
import type { conversationTexts } from '../texts/conversation.ts';

export const conversation: GuestTextsOf<typeof conversationTexts, 'so'> = {
  withEverybody: 'Farriimo dhammaan',
  withPerson: 'Farriimo: {name}',
  everybodyReads: 'Waxaad halkan ku qorto dhammaan kulanka way arkaan.',
  twoRead: 'Adiga iyo {name} keliya ayaa arka waxa halkan lagu qoro.',
  nothingYet: 'Weli waxba lama qorin.',
  yourMessage: 'Farriintaada',
  send: 'Dir',
  howToSend: 'Enter wuu diraa, Shift + Enter waa sadar cusub.',
  leftToWrite: { one: '{count} xaraf ayaa haray', other: '{count} xaraf ayaa haray' },
  tooFast: 'Hadda wax badan ayaa la qorayaa. Sug dhowr ilbiriqsi.',
  gone: '{name} wuu ka baxay kulanka. Waad sii wadi kartaan haddii {name} soo noqdo.',
  onPhone: '{name} telefoon ayuu ku jiraa, farriimahana ma akhrin karo. Ku dheh kulanka dhexdiisa.',
  inRoom:
    '{name} qol shirar ayuu ka joogaa, farriimahana ma akhrin karo. Ku dheh kulanka dhexdiisa.',
  toPeople: 'Ku noqo ka-qaybgalayaasha',
  me: 'Adiga',
  sending: 'Waa la dirayaa …',
  sent: 'Waa la diray',
  delivered: 'Way gaartay',
  failed: 'Lama diri karin.',
  sendAgain: 'Mar kale dir',
  keptUntil: 'Wixii la qoray way tirtirmaan marka kulanku dhammaado.',
};
