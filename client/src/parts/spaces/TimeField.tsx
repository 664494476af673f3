// When a space's meeting is planned, if at all.
import { useId } from 'preact/hooks';
import { spaceTexts } from '../../language/texts/space.ts';
import { useTexts } from '../../language/useTexts.ts';

interface TimeFieldProps {
  /** In the format of a `datetime-local` input; empty for none. */
  time: string;
  onChange: (time: string) => void;
}

export function TimeField({ time, onChange }: TimeFieldProps) {
  const t = useTexts(spaceTexts);
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{t.time}</label>
      <p class="field-hint" id={`${id}-hint`}>
        {t.timeHint}
      </p>
      <input
        id={id}
        type="datetime-local"
        value={time}
        aria-describedby={`${id}-hint`}
        onInput={({ currentTarget }) => onChange(currentTarget.value)}
      />
    </div>
  );
}
