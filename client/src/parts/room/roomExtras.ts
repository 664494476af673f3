// What the room needs a moment after it is first drawn, loaded as one chunk.
import { Clock } from './Clock.tsx';
import { RoomNotices } from './RoomNotices.tsx';
import { ShortcutKeys } from './ShortcutKeys.tsx';
import { Toast } from './Toast.tsx';

export const roomExtras = { Clock, RoomNotices, ShortcutKeys, Toast };
