// The speaker to show large: follows who speaks, signs or writes, but not every word, so that the layout does not jump.
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import { activeIdsOf } from './activeIds.ts';
import type { MeetingStore } from './meetingStore.ts';

/** A short interjection changes nothing; somebody who speaks for longer becomes the speaker. */
const FOLLOW_AFTER_MS = 1_500;

/** Call `heard` whenever the list of speakers changes; `onChange` gets the speaker to show. */
export function createStageSpeaker(onChange: (speaker: ParticipantId) => void) {
  let current: ParticipantId | undefined;
  let candidate: ParticipantId | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function show(id: ParticipantId): void {
    current = id;
    candidate = undefined;
    onChange(id);
  }

  return {
    heard(speakerIds: readonly ParticipantId[]): void {
      const [loudest] = speakerIds;
      if (loudest === undefined || (current !== undefined && speakerIds.includes(current))) {
        clearTimeout(timer);
        candidate = undefined;
        return;
      }
      if (current === undefined) return show(loudest);
      if (candidate !== undefined && speakerIds.includes(candidate)) return undefined;
      clearTimeout(timer);
      candidate = loudest;
      timer = setTimeout(() => show(loudest), FOLLOW_AFTER_MS);
      return undefined;
    },
    stop: (): void => clearTimeout(timer),
  };
}

/** @returns a function that stops it. */
export function followSpeaker(
  meeting: MeetingStore,
  onChange: (speaker: ParticipantId) => void,
): () => void {
  const speaker = createStageSpeaker(onChange);
  const listen = () => {
    const state = meeting.getState();
    // Nobody needs to be told what they say themselves.
    const others = (ids: readonly ParticipantId[]) => ids.filter((id) => id !== state.me?.id);
    const speaking = others(state.speakerIds);
    // Who signs or writes may rest meanwhile: what is heard comes first.
    speaker.heard(speaking.length > 0 ? speaking : others(activeIdsOf(state)));
  };
  const unsubscribe = meeting.subscribe(({ speakerIds, writingIds, others }, before) => {
    const isSame = speakerIds === before.speakerIds && writingIds === before.writingIds;
    if (!isSame || others !== before.others) listen();
  });
  listen();
  return () => {
    unsubscribe();
    speaker.stop();
  };
}
