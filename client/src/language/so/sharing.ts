// Somali: texts of a screen that is shared, or could not be.
import type { GuestTextsOf } from '../defineTexts.ts';
import type { sharingTexts } from '../texts/sharing.ts';

export const sharing: GuestTextsOf<typeof sharingTexts, 'so'> = {
  youShare: 'Shaashaddaada ayaad wadaagaysaa. Dhammaan kulanka way arkaan.',
  youShareWithSound:
    'Shaashaddaada iyo codka ayaad wadaagaysaa. Dhammaan kulanka way arkaan oo way maqlaan.',
  deniedBySystemTitle: 'Kombiyuutarku biraawsarka uma oggola wadaagidda',
  deniedBySystem:
    'Fur dejinta asturnaanta ee kombiyuutarka, biraawsarka u oggolow duubista shaashadda, oo dib u fur.',
  unsupportedTitle: 'Biraawsarkan shaashadda ma wadaagi karo',
  unsupported: 'Si aad u wadaagto ku biir kombiyuutar leh Chrome, Edge ama Firefox.',
  unknownTitle: 'Shaashadda lama wadaagi karin',
  unknown: 'Isku day mar kale, ama dooro daaqad kale.',
};
