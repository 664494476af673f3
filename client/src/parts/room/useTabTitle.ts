// Shows the meeting's name in the browser tab, and the number of unread messages before it.
import { useEffect } from 'preact/hooks';
import { everywhereTexts } from '../../language/texts/everywhere.ts';
import { useTexts } from '../../language/useTexts.ts';
import { unreadCount } from '../../session/chat.ts';
import type { MeetingSession } from '../../session/meetingSession.ts';
import { useStore } from '../useStore.ts';

export function useTabTitle(session: MeetingSession, meetingName: string): void {
  const t = useTexts(everywhereTexts);
  const unread = useStore(session.chat.store, unreadCount);
  useEffect(() => {
    const title = t.tabTitle({ page: meetingName });
    document.title = unread > 0 ? `(${unread}) ${title}` : title;
  }, [t, unread, meetingName]);
}
