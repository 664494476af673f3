// What shows captions, once there are some in the meeting; undefined before.
import { hasCaptions } from '../../session/captions/captioners.ts';
import type { MeetingStore } from '../../session/meetingStore.ts';
import { useChunk } from '../useChunk.ts';
import { useStore } from '../useStore.ts';

const load = async () => (await import('./captionParts.ts')).captionParts;

export function useCaptionParts(meeting: MeetingStore) {
  return useChunk(load, useStore(meeting, hasCaptions));
}
