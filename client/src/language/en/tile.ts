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
  screenComing: 'The picture is on its way.',
  screenNotSeen: 'You receive sound only and do not see what is shared.',
  andMore: '+{count} more',
  showEverybody: 'show all participants',
  screenOf: '{name} is sharing a screen',
  zoomIn: 'Enlarge',
  zoomOut: 'Show all',
  fullScreen: 'Full screen',
  leaveFullScreen: 'Leave full screen',
  showMe: 'Show my picture',
  ownWindow: 'Own window',
  ownWindowWhat: 'Own window: {name}',
  noOwnWindow: 'The browser opened no window.',
  divide: 'Share the space between the screen and who is beside it',
  divideHow: 'Drag it, or press an arrow key. Double-click to reset.',
};
