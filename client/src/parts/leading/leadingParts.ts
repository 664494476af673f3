// All that only those need who lead the meeting: fetched as one.
import { LeadingTools } from './LeadingTools.tsx';
import { LobbyNotice } from './LobbyNotice.tsx';
import { PersonTools } from './PersonTools.tsx';

export const leadingParts = { LeadingTools, LobbyNotice, PersonTools };
