// Direkttext under the stage, while it is open.
import { liveTextOf } from '../../session/liveText/liveText.ts';
import type { MeetingSession } from '../../session/meetingSession.ts';
import { useChunk } from '../useChunk.ts';
import { useStore } from '../useStore.ts';

const load = async () => (await import('./liveTextParts.ts')).liveTextParts;

interface LiveTextProps {
  session: MeetingSession;
  isInert: boolean;
}

export function LiveText({ session, isInert }: LiveTextProps) {
  const liveText = liveTextOf(session.liveText, session.meeting);
  const isOpen = useStore(liveText.store, (state) => state.isOpen);
  const parts = useChunk(load, isOpen);
  if (!isOpen || !parts) return null;
  return <parts.LiveTextArea liveText={liveText} meeting={session.meeting} isInert={isInert} />;
}
