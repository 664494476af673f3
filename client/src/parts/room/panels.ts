// The panels beside the meeting, loaded as one chunk soon after the join.
import { ConversationPanel } from '../chat/ConversationPanel.tsx';
import { PeoplePanel } from '../people/PeoplePanel.tsx';

export const panels = { ConversationPanel, PeoplePanel };
