// Who has a tile when there is not room for all: those who share, speak or have a hand up; and nobody moves for nothing.
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import type { ItemKey, StageItem } from './layout.ts';

export interface SeatWishes {
  /** Always shown. */
  large: readonly ItemKey[];
  /** Everybody who has spoken, the latest first. */
  spoke: readonly ParticipantId[];
}

/**
 * @param before who had a tile, by place.
 * @param items everybody, in the order they joined.
 * @param count how many tiles there are.
 * @returns who has one now, by place; whoever had one and keeps it keeps the place.
 */
export function seatsOf(
  before: readonly ItemKey[],
  items: readonly StageItem[],
  count: number,
  wishes: SeatWishes,
): StageItem[] {
  if (items.length <= count) return [...items];
  const byKey = new Map(items.map((item) => [item.key, item]));
  const urgent = urgentOf(items, count, wishes);
  const seats = Array.from({ length: count }, (_, place) => {
    const key = before[place];
    return key && byKey.get(key);
  });
  const seated = new Set(seats);

  const recency = ({ participant }: StageItem) => {
    const place = wishes.spoke.indexOf(participant.id);
    return place < 0 ? wishes.spoke.length : place;
  };
  /** An empty place, or that of whoever has been silent for longest. */
  function freePlace(): number {
    const empty = seats.indexOf(undefined);
    if (empty >= 0) return empty;
    const idle = seats.filter((one) => one !== undefined).filter((one) => !urgent.includes(one));
    const [least] = idle.toReversed().toSorted((a, b) => recency(b) - recency(a));
    return seats.indexOf(least);
  }

  function seat(item: StageItem): void {
    const place = freePlace();
    seated.delete(seats[place]);
    seats[place] = item;
    seated.add(item);
  }

  for (const item of urgent) if (!seated.has(item)) seat(item);
  for (const item of items) if (!seated.has(item) && seats.includes(undefined)) seat(item);
  return seats.filter((item) => item !== undefined);
}

/** Whom one must see, the most important first: never more than there is room for. */
function urgentOf(
  items: readonly StageItem[],
  count: number,
  { large, spoke }: SeatWishes,
): StageItem[] {
  const people = items.filter(({ source }) => source === 'camera');
  const speakers = spoke.flatMap(
    (id) => people.find(({ participant }) => participant.id === id) ?? [],
  );
  const hands = people
    .filter(({ participant }) => participant.handRaisedAt !== null)
    .toSorted((a, b) => (a.participant.handRaisedAt ?? 0) - (b.participant.handRaisedAt ?? 0));
  const signing = people.filter(({ participant }) => participant.isSigning === true);
  const withRole = people.filter(({ participant }) => participant.role !== undefined);
  const inOrder = [
    ...items.filter(({ key }) => large.includes(key)),
    ...items.filter(({ source }) => source === 'screen'),
    // Whom one may need for every word. Anybody may say so: half of the places.
    ...[...new Set([...signing, ...withRole])].slice(0, Math.floor(count / 2)),
    // Half of the places, so that hands are seen too, and those who are silent.
    ...speakers.slice(0, Math.ceil(count / 2)),
    ...hands,
  ];
  return [...new Set(inOrder)].slice(0, count);
}
