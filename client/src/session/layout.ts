// Decides what is shown large in the meeting and what beside it; parts/stage draws it.
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import type { RemoteParticipant } from './meetingStore.ts';

export const VIEW_CHOICES = ['automatic', 'grid', 'speaker'] as const;
/** Automatic: the newest screen, otherwise the speaker among many, otherwise everybody the same size. */
export type ViewChoice = (typeof VIEW_CHOICES)[number];

export type ItemKey = `${ParticipantId} ${'camera' | 'screen'}`;

/** One thing to look at: a person, or what a person shares. */
export interface StageItem {
  key: ItemKey;
  participant: RemoteParticipant;
  source: 'camera' | 'screen';
}

/** With more than these, tiles of equal size are too small to see faces in. */
const MANY = 8;

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

/**
 * What to show large; undefined when all tiles have the same size.
 * @param speaker the stable speaker from `stageSpeaker.ts`.
 */
export function largeItemOf(
  items: readonly StageItem[],
  choice: ViewChoice,
  pinned: ItemKey | undefined,
  speaker: ParticipantId | undefined,
): StageItem | undefined {
  const pinnedItem = items.find(({ key }) => key === pinned);
  if (pinnedItem !== undefined) return pinnedItem;
  if (choice === 'grid') return undefined;
  const screens = items.filter(({ source }) => source === 'screen');
  const newest = screens.toSorted((a, b) => startedAt(b) - startedAt(a))[0];
  if (newest !== undefined) return newest;
  const people = items.filter(({ source }) => source === 'camera');
  if (choice === 'automatic' && people.length <= MANY) return undefined;
  return people.find(({ participant }) => participant.id === speaker) ?? people[0];
}

const startedAt = ({ participant }: StageItem) => participant.tracks.screen?.startedAt ?? 0;
