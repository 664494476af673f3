// The choice of layout for the others.
import { roomTexts } from '../../language/texts/room.ts';
import { useTexts } from '../../language/useTexts.ts';
import { VIEW_CHOICES, type ViewChoice as Choice } from '../../session/layout.ts';

interface ViewChoiceProps {
  choice: Choice;
  onChoose: (choice: Choice) => void;
}

export function ViewChoice({ choice, onChoose }: ViewChoiceProps) {
  const t = useTexts(roomTexts);
  const words = { automatic: t.viewAutomatic, grid: t.viewGrid, speaker: t.viewSpeaker };
  return (
    <label class="view-choice">
      <span>{t.view}</span>
      <select
        value={choice}
        onChange={(event) => {
          const chosen = VIEW_CHOICES.find((one) => one === event.currentTarget.value);
          if (chosen) onChoose(chosen);
        }}
      >
        {VIEW_CHOICES.map((one) => (
          <option key={one} value={one}>
            {words[one]}
          </option>
        ))}
      </select>
    </label>
  );
}
