// A text field with its label, hint and error, tied together for assistive technology.
import { CircleAlert } from 'lucide';
import type { PartialInputHTMLAttributes, Ref } from 'preact';
import { useId } from 'preact/hooks';
import { Icon } from './Icon.tsx';

type InputProps = Partial<
  Pick<
    PartialInputHTMLAttributes<HTMLInputElement>,
    | 'autocapitalize'
    | 'autocomplete'
    | 'class'
    | 'inputMode'
    | 'maxLength'
    | 'onInput'
    | 'placeholder'
    | 'required'
    | 'spellcheck'
    | 'value'
  >
>;

interface FieldProps extends InputProps {
  label: string;
  isPassword?: boolean;
  /** Suggested while typing; anything else may be typed. */
  suggestions?: readonly string[];
  /** A word beside the label, such as "optional". */
  mark?: string;
  hint?: string;
  error?: string | undefined;
  inputRef?: Ref<HTMLInputElement>;
}

export function Field({
  label,
  isPassword = false,
  suggestions,
  mark,
  hint,
  error,
  inputRef,
  ...more
}: FieldProps) {
  const id = useId();
  const describedBy = [mark && `${id}-mark`, hint && `${id}-hint`, error && `${id}-error`]
    .filter(Boolean)
    .join(' ');
  const input = {
    ...more,
    id,
    ref: inputRef ?? null,
    'aria-describedby': describedBy || undefined,
    'aria-invalid': error !== undefined,
  };
  return (
    <div class="field">
      <div class="field-label-row">
        <label for={id}>{label}</label>
        {mark && (
          <span class="field-hint" id={`${id}-mark`}>
            {mark}
          </span>
        )}
      </div>
      {hint && (
        <p class="field-hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {isPassword ? (
        <input {...input} type="password" />
      ) : suggestions ? (
        <input {...input} type="text" list={`${id}-list`} />
      ) : (
        <input {...input} type="text" />
      )}
      {suggestions && (
        <datalist id={`${id}-list`}>
          {suggestions.map((suggestion) => (
            <option key={suggestion}>{suggestion}</option>
          ))}
        </datalist>
      )}
      {error && (
        <p class="field-error" id={`${id}-error`} role="alert">
          <Icon node={CircleAlert} />
          {error}
        </p>
      )}
    </div>
  );
}
