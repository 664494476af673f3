// What conveners ring people up with, once its code is loaded: when somebody is to be rung, or is.
import type { MeetingSession } from '../../session/meetingSession.ts';
import { useChunk } from '../useChunk.ts';
import { useStore } from '../useStore.ts';

const load = async () => (await import('./ringingParts.ts')).ringingParts;

export function useRingingParts({ meeting }: MeetingSession, isWanted = false) {
  const hasCalls = useStore(meeting, ({ ringing }) => (ringing?.calls.length ?? 0) > 0);
  return useChunk(load, isWanted || hasCalls);
}
