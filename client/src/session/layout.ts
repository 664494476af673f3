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

export interface MainChoice {
  choice: ViewChoice;
  /** The stable speaker from `stageSpeaker.ts`. */
  speaker: ParticipantId | undefined;
}

/** The newest shared screen, or by choice the speaker; nothing when all tiles have the same size, or there is only one. */
export function mainItemsOf(
  items: readonly StageItem[],
  { choice, speaker }: MainChoice,
): StageItem[] {
  if (items.length < 2 || choice === 'grid') return [];
  const screens = items.filter(({ source }) => source === 'screen');
  if (screens.length > 0 || choice === 'automatic')
    return screens.toSorted((a, b) => startedAt(b) - startedAt(a)).slice(0, 1);
  const speaking = items.filter(({ participant }) => participant.id === speaker);
  return (speaking.length > 0 ? speaking : items).slice(0, 1);
}

const startedAt = ({ participant }: StageItem) => participant.tracks.screen?.startedAt ?? 0;
