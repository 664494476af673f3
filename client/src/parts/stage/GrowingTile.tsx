// Lets the tile that becomes large grow there: `grow.ts` for views. It stands before the tiles.
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { ItemKey } from '../../session/layout.ts';
import { grow } from './grow.ts';

interface GrowingTileProps {
  list: { current: HTMLElement | null };
  large: ItemKey | undefined;
}

export function GrowingTile({ list, large }: GrowingTileProps) {
  const shown = useRef(large);
  const from = useRef<DOMRect | undefined>(undefined);
  const find = () => list.current?.querySelector<HTMLElement>(`[data-tile="${large}"]`);
  // Before the page changes: here it still lies where it was.
  if (shown.current !== large) from.current = find()?.getBoundingClientRect();
  shown.current = large;

  useLayoutEffect(() => {
    const tile = find();
    if (tile && from.current) grow(tile, from.current);
  }, [large]);
  return null;
}
