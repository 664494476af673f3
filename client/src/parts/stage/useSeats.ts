// Who has a tile: everybody, or where there is not room for all those of `seats.ts`, which small meetings do not need.
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import { useRef } from 'preact/hooks';
import type { ItemKey, StageItem } from '../../session/layout.ts';
import { useChunk } from '../useChunk.ts';

const load = () => import('../../session/seats.ts');

export function useSeats(
  items: readonly StageItem[],
  count: number,
  large: readonly ItemKey[],
  speakerIds: readonly ParticipantId[],
): StageItem[] {
  const spoke = useRef<readonly ParticipantId[]>([]);
  const before = useRef<ItemKey[]>([]);
  const code = useChunk(load, items.length > count);
  spoke.current = [...new Set([...speakerIds, ...spoke.current])];
  const seats = code
    ? code.seatsOf(before.current, items, count, { large, spoke: spoke.current })
    : items.slice(0, count);
  before.current = seats.map(({ key }) => key);
  return seats;
}
