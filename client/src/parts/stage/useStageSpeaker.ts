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
    if (!code || !isWanted) return undefined;
    const stageSpeaker = code.createStageSpeaker(setSpeaker);
    const listen = () => {
      const { speakerIds, me } = meeting.getState();
      // Nobody needs to be told what they say themselves.
      stageSpeaker.heard(speakerIds.filter((id) => id !== me?.id));
    };
    const unsubscribe = meeting.subscribe(({ speakerIds }, before) => {
      if (speakerIds !== before.speakerIds) listen();
    });
    listen();
    return () => {
      unsubscribe();
      stageSpeaker.stop();
    };
  }, [meeting, code, isWanted]);
  return speaker;
}
