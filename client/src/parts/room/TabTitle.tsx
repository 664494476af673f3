// Shows in the browser tab the number of unread messages, before the meeting's name.
import { useEffect } from 'preact/hooks';
import { everywhereTexts } from '../../language/texts/everywhere.ts';
import { useTexts } from '../../language/useTexts.ts';
import { unreadCount } from '../../session/chat.ts';
import type { MeetingSession } from '../../session/meetingSession.ts';
import { nameOfMeeting } from '../../session/nameOfMeeting.ts';
import { useStore } from '../useStore.ts';

export function TabTitle({ session }: { session: MeetingSession }) {
  const t = useTexts(everywhereTexts);
  const page = useStore(session.meeting, nameOfMeeting);
  const unread = useStore(session.chat.store, unreadCount);
  useEffect(() => {
    const title = t.tabTitle({ page });
    document.title = unread > 0 ? `(${unread}) ${title}` : title;
  }, [t, unread, page]);
  return null;
}
