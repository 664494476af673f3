// Who is shown large by speaking, where one has chosen that: `stageSpeaker.ts` for views.
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import { useEffect, useState } from 'preact/hooks';
import type { MeetingStore } from '../../session/meetingStore.ts';
import { useChunk } from '../useChunk.ts';

const load = () => import('../../session/stageSpeaker.ts');

export function useStageSpeaker(
  meeting: MeetingStore,
  isWanted: boolean,
): ParticipantId | undefined {
  const [speaker, setSpeaker] = useState<ParticipantId>();
  const code = useChunk(load, isWanted);
  useEffect(() => {
    if (code && isWanted) return code.followSpeaker(meeting, setSpeaker);
    return undefined;
  }, [meeting, code, isWanted]);
  return speaker;
}
