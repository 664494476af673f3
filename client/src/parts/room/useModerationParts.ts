// What those see who lead the meeting, once it has been fetched; undefined for everybody else.
import type { MeetingSession } from '../../session/meetingSession.ts';
import { useChunk } from '../useChunk.ts';
import { useStore } from '../useStore.ts';

const load = async () => (await import('../moderation/moderationParts.ts')).moderationParts;

export function useModerationParts({ meeting }: MeetingSession) {
  return useChunk(
    load,
    useStore(meeting, ({ me }) => me?.isConvener === true),
  );
}
