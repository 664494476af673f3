// Who has a tile, which depends on who had one and on who has spoken: `seats.ts` for views.
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import { useRef } from 'preact/hooks';
import type { ItemKey, StageItem } from '../../session/layout.ts';
import { seatsOf } from '../../session/seats.ts';

export function useSeats(
  items: readonly StageItem[],
  count: number,
  large: ItemKey | undefined,
  speakerIds: readonly ParticipantId[],
): StageItem[] {
  const spoke = useRef<readonly ParticipantId[]>([]);
  const before = useRef<ItemKey[]>([]);
  spoke.current = [...new Set([...speakerIds, ...spoke.current])];
  const seats = seatsOf(before.current, items, count, { large, spoke: spoke.current });
  before.current = seats.map(({ key }) => key);
  return seats;
}
