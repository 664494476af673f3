// What can be done with the selected spaces, at the bottom of the window while there are any.
import { spaceListTexts } from '../../language/texts/spaceList.ts';
import { useTexts } from '../../language/useTexts.ts';

interface SelectionBarProps {
  count: number;
  onUnselect: () => void;
  onRemove: () => void;
}

export function SelectionBar({ count, onUnselect, onRemove }: SelectionBarProps) {
  const t = useTexts(spaceListTexts);
  return (
    <div class={`selection-bar ${count > 0 ? 'is-shown' : ''}`}>
      <output>{count > 0 && t.selected(count)}</output>
      {count > 0 && (
        <div class="buttons">
          <button type="button" class="button is-plain is-destructive" onClick={onRemove}>
            {t.removeSelected}
          </button>
          <button type="button" class="button is-quiet" onClick={onUnselect}>
            {t.unselect}
          </button>
        </div>
      )}
    </div>
  );
}
