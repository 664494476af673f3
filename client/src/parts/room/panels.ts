// What opens beside the meeting: fetched as one, soon after one has come in.
import { ConversationPanel } from '../chat/ConversationPanel.tsx';
import { PeoplePanel } from './PeoplePanel.tsx';

export const panels = { ConversationPanel, PeoplePanel };
