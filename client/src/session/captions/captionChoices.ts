// How somebody wants captions: whether they are shown, how large, on what ground, and where; remembered in this browser.
import { readRemembered, remember } from '../../platform/rememberedSettings.ts';

/** In percent of ordinary text. */
export const CAPTION_SIZES = [100, 150, 200, 300] as const;
export const CAPTION_GROUNDS = ['black', 'white', 'yellow', 'page'] as const;
export const CAPTION_PLACES = ['bottom', 'top'] as const;

export interface CaptionChoices {
  isShown: boolean;
  size: (typeof CAPTION_SIZES)[number];
  ground: (typeof CAPTION_GROUNDS)[number];
  place: (typeof CAPTION_PLACES)[number];
  /** Each line, once it is finished, by a screen reader or on its braille display. */
  isReadOut: boolean;
}

const DEFAULTS: CaptionChoices = {
  isShown: false,
  size: 150,
  ground: 'black',
  place: 'bottom',
  isReadOut: false,
};

export function readCaptionChoices(): CaptionChoices {
  const [isShown, size, ground, place, readOut] = (readRemembered('captions') ?? '').split(' ');
  return {
    isShown: isShown === 'shown',
    size: CAPTION_SIZES.find((one) => String(one) === size) ?? DEFAULTS.size,
    ground: CAPTION_GROUNDS.find((one) => one === ground) ?? DEFAULTS.ground,
    place: CAPTION_PLACES.find((one) => one === place) ?? DEFAULTS.place,
    isReadOut: readOut === 'readOut',
  };
}

export function rememberCaptionChoices(choices: CaptionChoices): void {
  const { isShown, size, ground, place, isReadOut } = choices;
  const all = [
    isShown ? 'shown' : 'hidden',
    size,
    ground,
    place,
    ...(isReadOut ? ['readOut'] : []),
  ];
  remember('captions', all.join(' '));
}
