// In place of one's own picture where it would float: brings it back.
import { UserRound } from 'lucide';
import { tileTexts } from '../../language/texts/tile.ts';
import { useTexts } from '../../language/useTexts.ts';
import { Icon } from '../Icon.tsx';

export function ShowMe({ onShow }: { onShow: () => void }) {
  const t = useTexts(tileTexts);
  return (
    <button type="button" class="tile-button" onClick={onShow}>
      <Icon node={UserRound} />
      <span>{t.showMe}</span>
    </button>
  );
}
