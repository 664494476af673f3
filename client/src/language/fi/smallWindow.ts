// Finnish: texts of the small window over other programs.
import type { GuestTextsOf } from '../defineTexts.ts';
import type { smallWindowTexts } from '../texts/smallWindow.ts';

export const smallWindow: GuestTextsOf<typeof smallWindowTexts, 'fi'> = {
  controls: 'Mikrofoni, kamera ja käsi',
  back: 'Tapaamiseen',
  alone: 'Olet toistaiseksi yksin tapaamisessa.',
};
