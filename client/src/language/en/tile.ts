// English: texts of what one can do with a tile.
import type { TranslationOf } from '../defineTexts.ts';
import type { tileTexts } from '../texts/tile.ts';

export const tile: TranslationOf<typeof tileTexts> = {
  pin: 'Pin',
  unpin: 'Unpin',
  pinWhat: 'Pin {name}',
  unpinWhat: 'Unpin {name}',
  louder: 'Louder',
  louderWhat: 'Louder: {name}',
  quieter: 'Quieter',
  quieterWhat: 'Quieter: {name}',
  volume: 'Sound {percent} %',
  hideMe: 'Hide my picture',
  moveMe: 'Move my picture',
  howToMoveMe: 'Move my picture: drag it, or press an arrow key',
};
