// A raised hand on a tile, with its number in the queue.
import { Hand } from 'lucide';
import { tileTexts } from '../../language/texts/tile.ts';
import { useTexts } from '../../language/useTexts.ts';
import { Icon } from '../Icon.tsx';

export function HandBadge({ number }: { number: number }) {
  const t = useTexts(tileTexts);
  return (
    <span class="tile-hand" title={t.handNumber({ number })}>
      <Icon node={Hand} />
      <span aria-hidden="true">{number}</span>
      <span class="visually-hidden">{t.handNumber({ number })}</span>
    </span>
  );
}
