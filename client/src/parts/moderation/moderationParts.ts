// Everything that only conveners need, loaded as one chunk.
import { LobbySection } from './LobbySection.tsx';
import { MeetingTools } from './MeetingTools.tsx';
import { ModerationNotices } from './ModerationNotices.tsx';
import { PersonMenu } from './PersonMenu.tsx';

export const moderationParts = { LobbySection, MeetingTools, ModerationNotices, PersonMenu };
