// What the stage needs where more is large than the screen or the speaker, loaded as one chunk.
import { largeItemsOf } from '../../session/largeItems.ts';
import { fitSeveral } from './fitSeveral.ts';
import { Splitter } from './Splitter.tsx';

export const severalLarge = { fitSeveral, largeItemsOf, Splitter };
