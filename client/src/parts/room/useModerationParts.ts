// The convener's tools, once their code is loaded; undefined for everybody else.
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
