// The last place, when there is not room for all: how many more there are. It opens the list of participants.
import { UsersRound } from 'lucide';
import { tileTexts } from '../../language/texts/tile.ts';
import { useTexts } from '../../language/useTexts.ts';
import { Icon } from '../Icon.tsx';

interface MoreTileProps {
  count: number;
  style: string | undefined;
  onShowPeople: () => void;
}

export function MoreTile({ count, style, onShowPeople }: MoreTileProps) {
  const t = useTexts(tileTexts);
  return (
    <li class="tile" style={style}>
      <button type="button" class="tile-more" onClick={onShowPeople}>
        <Icon node={UsersRound} />
        <span>{t.andMore({ count })}</span>
        <span class="visually-hidden">, {t.showEverybody}</span>
      </button>
    </li>
  );
}
