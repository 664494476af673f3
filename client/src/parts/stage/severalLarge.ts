// What the stage needs where more is large than the screen or the speaker, loaded as one chunk.
import { readRemembered } from '../../platform/rememberedSettings.ts';
import { largeItemsOf } from '../../session/largeItems.ts';
import type { FitSeveral } from './arrange.ts';
import { fitSeveral } from './fitSeveral.ts';
import { Splitter } from './Splitter.tsx';

/** @param percent how the stage is divided, as chosen on this page; otherwise as in this browser before. */
const fitDivided = (percent: number | undefined, ...where: Parameters<FitSeveral>) =>
  fitSeveral(percent ?? (Number(readRemembered('largeBeside')) || 0), ...where);

export const severalLarge = { fitDivided, largeItemsOf, Splitter };
