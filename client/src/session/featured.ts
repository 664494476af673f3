// The one person or screen to show where there is room for one: what is shown large, otherwise who speaks.
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import { createStore } from 'zustand/vanilla';
import { chosenItemsOf } from './largeItems.ts';
import { type ItemKey, itemsOf, mainItemsOf, type StageItem } from './layout.ts';
import type { MeetingStore } from './meetingStore.ts';
import { followSpeaker } from './stageSpeaker.ts';

export type Featured = ReturnType<typeof createFeatured>;

export function createFeatured(meeting: MeetingStore) {
  let pinned: readonly ItemKey[] = [];
  let speaker: ParticipantId | undefined;
  /** Undefined while nobody else is there. */
  const store = createStore<{ item: StageItem | undefined }>()(() => ({ item: undefined }));

  function choose(): void {
    const { others, spotlightIds } = meeting.getState();
    const items = itemsOf(others);
    const chosen = chosenItemsOf(items, { pinned, spotlightIds });
    const [item] = [...chosen, ...mainItemsOf(items, { choice: 'speaker', speaker }), ...items];
    store.setState({ item });
  }

  const unsubscribe = meeting.subscribe(({ others, spotlightIds }, before) => {
    if (others !== before.others || spotlightIds !== before.spotlightIds) choose();
  });
  const stopFollowing = followSpeaker(meeting, (id) => {
    speaker = id;
    choose();
  });
  choose();

  return {
    store,
    /** What the person has chosen to see large on the stage. */
    pin(keys: readonly ItemKey[]): void {
      pinned = keys;
      choose();
    },
    stop(): void {
      unsubscribe();
      stopFollowing();
    },
  };
}
