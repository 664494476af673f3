// How captions come to this person: size, ground and place, and whether a screen reader reads them out.
import { useId } from 'preact/hooks';
import { captionTexts } from '../../language/texts/captions.ts';
import { useTexts } from '../../language/useTexts.ts';
import {
  CAPTION_GROUNDS,
  CAPTION_PLACES,
  CAPTION_SIZES,
} from '../../session/captions/captionChoices.ts';
import type { Captions } from '../../session/captions/captions.ts';
import { Dialog } from '../Dialog.tsx';
import { useStore } from '../useStore.ts';

interface CaptionDisplayProps {
  captions: Captions;
  onClose: () => void;
}

export function CaptionDisplay({ captions, onClose }: CaptionDisplayProps) {
  const t = useTexts(captionTexts);
  const hintId = useId();
  const { size, ground, place, isReadOut } = useStore(captions.store, (state) => state.choices);
  return (
    <Dialog isLight title={t.captions} onClose={onClose}>
      <div class="caption-choices">
        <Choice
          legend={t.size}
          all={CAPTION_SIZES}
          chosen={size}
          words={(percent) => t.percent({ percent })}
          onChoose={(chosen) => captions.choose({ size: chosen })}
        />
        <Choice
          legend={t.ground}
          all={CAPTION_GROUNDS}
          chosen={ground}
          words={(one) => t[one]}
          onChoose={(chosen) => captions.choose({ ground: chosen })}
        />
        <Choice
          legend={t.place}
          all={CAPTION_PLACES}
          chosen={place}
          words={(one) => t[one]}
          onChoose={(chosen) => captions.choose({ place: chosen })}
        />
        <div>
          <label>
            <input
              type="checkbox"
              checked={isReadOut}
              aria-describedby={hintId}
              onChange={({ currentTarget }) =>
                captions.choose({ isReadOut: currentTarget.checked })
              }
            />
            {t.readOut}
          </label>
          <p class="field-hint" id={hintId}>
            {t.readOutHint}
          </p>
        </div>
      </div>
    </Dialog>
  );
}

interface ChoiceProps<One> {
  legend: string;
  all: readonly One[];
  chosen: One;
  words: (one: One) => string;
  onChoose: (one: One) => void;
}

function Choice<One>({ legend, all, chosen, words, onChoose }: ChoiceProps<One>) {
  const id = useId();
  return (
    <fieldset>
      <legend>{legend}</legend>
      {all.map((one) => (
        <label key={one}>
          <input type="radio" name={id} checked={one === chosen} onChange={() => onChoose(one)} />
          {words(one)}
        </label>
      ))}
    </fieldset>
  );
}
