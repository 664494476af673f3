// Who is shown large by speaking: `stageSpeaker.ts` for views.
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import { useEffect, useState } from 'preact/hooks';
import type { MeetingStore } from '../../session/meetingStore.ts';
import { createStageSpeaker } from '../../session/stageSpeaker.ts';

export function useStageSpeaker(meeting: MeetingStore): ParticipantId | undefined {
  const [speaker, setSpeaker] = useState<ParticipantId>();
  useEffect(() => {
    const stageSpeaker = createStageSpeaker(setSpeaker);
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
  }, [meeting]);
  return speaker;
}
