// Decides what is shown large in the meeting and what beside it; parts/stage draws it.
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import type { RemoteParticipant } from './meetingStore.ts';

export const VIEW_CHOICES = ['automatic', 'grid', 'speaker'] as const;
/** Automatic: the newest screen, otherwise everybody the same size. */
export type ViewChoice = (typeof VIEW_CHOICES)[number];

export type ItemKey = `${ParticipantId} ${'camera' | 'screen'}`;

/** One thing to look at: a person, or what a person shares. */
export interface StageItem {
  key: ItemKey;
  participant: RemoteParticipant;
  source: 'camera' | 'screen';
}

export const itemKey = (id: ParticipantId, source: StageItem['source']): ItemKey =>
  `${id} ${source}`;

/** Everybody in the order they joined, each followed by what they share. */
export function itemsOf(others: readonly RemoteParticipant[]): StageItem[] {
  return others.flatMap((participant) => {
    const person: StageItem = {
      key: itemKey(participant.id, 'camera'),
      participant,
      source: 'camera',
    };
    if (participant.tracks.screen === undefined) return [person];
    return [person, { key: itemKey(participant.id, 'screen'), participant, source: 'screen' }];
  });
}

export interface LargeChoice {
  choice: ViewChoice;
  pinned: ItemKey | undefined;
  /** Whom a convener shows large for everybody. */
  spotlightId: ParticipantId | undefined;
  /** The stable speaker from `stageSpeaker.ts`. */
  speaker: ParticipantId | undefined;
}

/** What to show large; undefined when all tiles have the same size, or there is only one. */
export function largeItemOf(
  items: readonly StageItem[],
  { choice, pinned, spotlightId, speaker }: LargeChoice,
): StageItem | undefined {
  if (items.length < 2) return undefined;
  const find = (key: ItemKey | undefined) => items.find((item) => item.key === key);
  const pinnedItem = find(pinned);
  if (pinnedItem !== undefined) return pinnedItem;
  // What they share is what they are shown for.
  const spotlit =
    spotlightId && (find(itemKey(spotlightId, 'screen')) ?? find(itemKey(spotlightId, 'camera')));
  if (spotlit) return spotlit;
  if (choice === 'grid') return undefined;
  const screens = items.filter(({ source }) => source === 'screen');
  const newest = screens.toSorted((a, b) => startedAt(b) - startedAt(a))[0];
  if (newest !== undefined || choice === 'automatic') return newest;
  const people = items.filter(({ source }) => source === 'camera');
  return people.find(({ participant }) => participant.id === speaker) ?? people[0];
}

const startedAt = ({ participant }: StageItem) => participant.tracks.screen?.startedAt ?? 0;
