// All that only those need who lead the meeting: fetched as one.
import { ModerationTools } from './ModerationTools.tsx';
import { LobbyNotice } from './LobbyNotice.tsx';
import { PersonTools } from './PersonTools.tsx';

export const moderationParts = { ModerationTools, LobbyNotice, PersonTools };
