// Everything that only conveners need, loaded as one chunk.
import { ModerationTools } from './ModerationTools.tsx';
import { LobbyNotice } from './LobbyNotice.tsx';
import { PersonTools } from './PersonTools.tsx';

export const moderationParts = { ModerationTools, LobbyNotice, PersonTools };
