// Plays a sound and asks whether it was heard, since only the person knows.
import { useState } from 'preact/hooks';
import { equipmentTexts } from '../../language/texts/equipment.ts';
import { useTexts } from '../../language/useTexts.ts';
import type { LocalMedia } from '../../media/localMedia.ts';
import { LoudspeakerSettings } from '../settings/LoudspeakerSettings.tsx';

interface LoudspeakerQuestionProps {
  devices: LocalMedia;
  /** Undefined until the question has been answered. */
  isHeard: boolean | undefined;
  onAnswer: (isHeard: boolean | undefined) => void;
}

export function LoudspeakerQuestion({ devices, isHeard, onAnswer }: LoudspeakerQuestionProps) {
  const t = useTexts(equipmentTexts);
  const [isAsked, setIsAsked] = useState(false);
  const ask = () => {
    onAnswer(undefined);
    setIsAsked(true);
  };
  const answer = (heard: boolean) => () => {
    onAnswer(heard);
    setIsAsked(false);
  };
  return (
    <>
      <LoudspeakerSettings devices={devices} onPlayed={ask} />
      {isAsked && (
        <fieldset class="question">
          <legend>{t.didYouHear}</legend>
          <div class="buttons">
            <button type="button" class="button is-plain" onClick={answer(true)}>
              {t.heard}
            </button>
            <button type="button" class="button is-plain" onClick={answer(false)}>
              {t.notHeard}
            </button>
          </div>
        </fieldset>
      )}
      <output class="question-said">
        {isHeard !== undefined && (isHeard ? t.heardSaid : t.notHeardSaid)}
      </output>
    </>
  );
}
