// What is large beside the screen or the speaker: who signs, what one has pinned, and whom conveners show to everybody.
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import { type ItemKey, itemKey, type MainChoice, mainItemsOf, type StageItem } from './layout.ts';
import { MAX_PINS } from './pins.ts';
import type { RemoteParticipant } from './meetingStore.ts';

export interface LargeChoice extends MainChoice {
  /** What one has pinned oneself, the first first. */
  pinned: readonly ItemKey[];
  /** Whom conveners show large for everybody. */
  spotlightIds: readonly ParticipantId[];
}

/** The screen or speaker, and what is pinned. */
const MAX_LARGE = MAX_PINS + 1;
/** With more tiles, a picture is too small to read signs in. */
const READABLE_TILES = 3;

/** What somebody has chosen: oneself, otherwise a convener. */
export function chosenItemsOf(
  items: readonly StageItem[],
  { pinned, spotlightIds }: Pick<LargeChoice, 'pinned' | 'spotlightIds'>,
): StageItem[] {
  const find = (key: ItemKey) => items.find((item) => item.key === key);
  const own = pinned.flatMap((key) => find(key) ?? []);
  if (own.length > 0) return own;
  // What they share is what they are shown for.
  return spotlightIds.flatMap(
    (id) => find(itemKey(id, 'screen')) ?? find(itemKey(id, 'camera')) ?? [],
  );
}

/** A camera that is off needs no room. */
const isSeenSigning = ({ isSigning, tracks: { camera } }: RemoteParticipant) =>
  isSigning === true && camera !== undefined && !camera.isPaused;

/**
 * What to show large, the largest first: a screen or the speaker, who signs, and what was chosen. Empty when all tiles
 * have the same size.
 */
export function largeItemsOf(items: readonly StageItem[], wishes: LargeChoice): StageItem[] {
  const people = items.filter(({ source }) => source === 'camera');
  const signers =
    wishes.choice === 'grid' ? [] : people.filter(({ participant }) => isSeenSigning(participant));
  // Otherwise one's own picture would lie over theirs.
  if (items.length < 2) return signers;
  const chosen = chosenItemsOf(items, wishes);
  const screens = chosen.filter(({ source }) => source === 'screen');
  const first = screens.length > 0 ? screens : mainItemsOf(items, wishes);
  const isCrowded = first.length + chosen.length > 0 || items.length > READABLE_TILES;
  const signing = isCrowded ? signers : [];
  // Anybody may say that they sign: one such goes before what was chosen, the others after it.
  const goFirst = new Set([...first, ...signing.slice(0, 1), ...chosen, ...signing]);
  const kept = [...goFirst].slice(0, MAX_LARGE);
  return [...new Set([...first, ...signing, ...chosen])].filter((item) => kept.includes(item));
}
