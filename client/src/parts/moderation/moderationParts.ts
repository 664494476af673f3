// Everything that only conveners need, loaded as one chunk.
import { LobbyPill } from './LobbyPill.tsx';
import { LobbySection } from './LobbySection.tsx';
import { MeetingTools } from './MeetingTools.tsx';
import { PersonMenu } from './PersonMenu.tsx';
import { RoomPictureNotice } from './RoomPictureNotice.tsx';

export const moderationParts = {
  LobbyPill,
  LobbySection,
  MeetingTools,
  PersonMenu,
  RoomPictureNotice,
};
