// Somali: texts of the check whether everybody sees and hears this person.
import type { GuestTextsOf } from '../defineTexts.ts';
import type { checkTexts } from '../texts/check.ts';

export const check: GuestTextsOf<typeof checkTexts, 'so'> = {
  seenAndHeard: 'Dhammaan way ku arkaan oo way ku maqlaan.',
  seenButByPhones: 'Dhammaan way ku maqlaan. Kuwa sawirka leh way ku arkaan.',
  heardWithoutTile:
    'Dhammaan way ku maqlaan. {name} dhowr qof ayuu markiiba arkaa, adigana hadda kuma arko.',
  heard: 'Dhammaan way ku maqlaan. Kamaraddu way damsan.',
  seen: 'Dhammaan way ku arkaan. Makarafoonku wuu damsan.',
  neither: 'Cidna kuma aragto kumana maqasho: makarafoonka iyo kamaradu way damsan yihiin.',
  bothFails: 'Makarafoonkaaga iyo kamaraddaadu ma shaqaynayaan. Halkan taabo si laguu caawiyo.',
  microphoneFails: 'Makarafoonkaagu ma shaqaynayo. Halkan taabo si laguu caawiyo.',
  cameraFails: 'Kamaraddaadu ma shaqaynayso. Halkan taabo si laguu caawiyo.',
  soundBlocked:
    '{name} kuma maqlo: codku wuu ka damsan yahay biraawsarka. Ka codso {name} inuu doorto Shid codka.',
  soundNotReceived:
    '{name} kuma maqlo: codkaagu ma gaarayo. Isku day makarafoon kale oo ku jira Dejinta.',
  pictureNotReceived:
    '{name} kuma arko: sawirkaagu ma gaarayo. Isku day kamarad kale oo ku jirta Dejinta.',
  pictureNotInRoom: '{name} kuma arko: sawirku hadda ma gaarayo.',
  pictureHidden: '{name} kulanku gadaal buu ugu jiraa, haddana ma arko.',
  pictureTurnedOff: '{name} cod keliya ayuu helayaa, haddana sawirro ma arko.',
  pictureWithoutTile: '{name} dhowr qof ayuu markiiba arkaa, adigana hadda kuma arko.',
};
