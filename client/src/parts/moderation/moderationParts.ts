// Everything that only conveners need, loaded as one chunk.
import { ModerationTools } from './ModerationTools.tsx';
import { ModerationNotices } from './ModerationNotices.tsx';
import { PersonTools } from './PersonTools.tsx';

export const moderationParts = { ModerationTools, ModerationNotices, PersonTools };
