// What the room needs a moment after it is first drawn, loaded as one chunk.
import { addStyleSheet } from '../../platform/styleSheet.ts';
import style from '../../styles/writing.css?url';
import { Captions } from '../captions/Captions.tsx';
import { Announcer } from './Announcer.tsx';
import { CheckLine } from './CheckLine.tsx';
import { Chimes } from './Chimes.tsx';
import { Clock } from './Clock.tsx';
import { LiveText } from '../liveText/LiveText.tsx';
import { LiveTextButton } from '../liveText/LiveTextButton.tsx';
import { OverPictures } from './OverPictures.tsx';
import { MadeSmallWindow } from '../smallWindow/MadeSmallWindow.tsx';
import { PlaybackReports } from './PlaybackReports.tsx';
import { RoomNotices } from './RoomNotices.tsx';
import { ShortcutKeys } from './ShortcutKeys.tsx';
import { SignButton } from './SignButton.tsx';
import { TabTitle } from './TabTitle.tsx';
import { UnreadIcon } from './UnreadIcon.tsx';
import { WakeLock } from './WakeLock.tsx';

addStyleSheet(style);

export const roomExtras = {
  Announcer,
  Captions,
  CheckLine,
  Chimes,
  Clock,
  LiveText,
  LiveTextButton,
  OverPictures,
  MadeSmallWindow,
  PlaybackReports,
  RoomNotices,
  ShortcutKeys,
  SignButton,
  TabTitle,
  UnreadIcon,
  WakeLock,
};
