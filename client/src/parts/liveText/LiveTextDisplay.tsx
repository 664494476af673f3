// How Direkttext is shown: its size, its order, and whether a rest ends a line.
import { useId } from 'preact/hooks';
import { liveTextTexts } from '../../language/texts/liveText.ts';
import { useTexts } from '../../language/useTexts.ts';
import { SIZES, type useLiveTextChoices } from './liveTextChoices.ts';

type Choices = ReturnType<typeof useLiveTextChoices>;

interface LiveTextDisplayProps {
  choices: Choices[0];
  onChoose: Choices[1];
}

export function LiveTextDisplay({ choices, onChoose }: LiveTextDisplayProps) {
  const t = useTexts(liveTextTexts);
  const id = useId();
  const orders = { flow: t.flow, columns: t.columns };
  return (
    <div class="live-text-display">
      <div class="live-text-choice">
        <label for={`${id}-size`}>{t.size}</label>
        <select
          id={`${id}-size`}
          value={choices.size}
          onChange={(event) => onChoose({ size: Number(event.currentTarget.value) })}
        >
          {SIZES.map((percent) => (
            <option key={percent} value={percent}>
              {t.percent({ percent })}
            </option>
          ))}
        </select>
      </div>
      <div class="live-text-choice">
        <label for={`${id}-order`}>{t.order}</label>
        <select
          id={`${id}-order`}
          value={choices.order}
          onChange={(event) =>
            onChoose({ order: event.currentTarget.value === 'columns' ? 'columns' : 'flow' })
          }
        >
          {(['flow', 'columns'] as const).map((order) => (
            <option key={order} value={order}>
              {orders[order]}
            </option>
          ))}
        </select>
      </div>
      <label class="live-text-choice">
        <input
          type="checkbox"
          checked={choices.rests}
          onChange={(event) => onChoose({ rests: event.currentTarget.checked })}
        />
        {t.rests}
      </label>
    </div>
  );
}
