// A choice of one of a few, with its label.
import { ChevronDown } from 'lucide';
import { useId } from 'preact/hooks';
import { Icon } from './Icon.tsx';

interface LabelledSelectProps<Value extends string> {
  label: string;
  hint?: string;
  value: Value;
  /** Values with their labels, in the order they are shown. */
  options: readonly (readonly [Value, string])[];
  onChoose: (value: Value) => void;
}

export function LabelledSelect<Value extends string>(props: LabelledSelectProps<Value>) {
  const { label, hint, value, options, onChoose } = props;
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {hint && (
        <p class="field-hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      <div class="select">
        <select
          id={id}
          aria-describedby={hint && `${id}-hint`}
          value={value}
          // It has no other options.
          onChange={({ currentTarget }) => onChoose(currentTarget.value as Value)}
        >
          {options.map(([one, words]) => (
            <option key={one} value={one}>
              {words}
            </option>
          ))}
        </select>
        <Icon node={ChevronDown} />
      </div>
    </div>
  );
}
