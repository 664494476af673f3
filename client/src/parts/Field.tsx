// A text field with its label, hint and error, tied together for assistive technology.
import { CircleAlert } from 'lucide';
import type { PartialInputHTMLAttributes, Ref } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
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

type InputEventOf = Parameters<
  Extract<NonNullable<InputProps['onInput']>, (...given: never[]) => unknown>
>[0];

interface FieldProps extends InputProps {
  label: string;
  isPassword?: boolean;
  /** Suggested while typing; anything else may be typed. */
  suggestions?: readonly string[];
  /** A word beside the label, such as "optional". */
  mark?: string;
  hint?: string;
  error?: string | undefined;
  /** What it stands in has come by a press, so it is typed in next. */
  isFocused?: boolean;
  inputRef?: Ref<HTMLInputElement>;
}

export function Field({
  label,
  isPassword = false,
  suggestions,
  mark,
  hint,
  error: givenError,
  isFocused = false,
  inputRef,
  onInput,
  ...more
}: FieldProps) {
  const id = useId();
  const field = useRef<HTMLDivElement>(null);
  const [isEdited, setIsEdited] = useState(false);
  // What was wrong is being put right; the next try tells whether it is.
  const error = isEdited ? undefined : givenError;
  useEffect(() => {
    if (isFocused) field.current?.querySelector('input')?.focus();
  }, []);
  useEffect(() => {
    const form = field.current?.closest('form');
    const tryAgain = () => setIsEdited(false);
    // Before the form's own listener, which may find the same error.
    form?.addEventListener('submit', tryAgain, { capture: true });
    return () => form?.removeEventListener('submit', tryAgain, { capture: true });
  }, []);
  const describedBy = [mark && `${id}-mark`, hint && `${id}-hint`, error && `${id}-error`]
    .filter(Boolean)
    .join(' ');
  const input = {
    ...more,
    id,
    ref: inputRef ?? null,
    onInput: (event: InputEventOf) => {
      setIsEdited(true);
      onInput?.(event);
    },
    'aria-describedby': describedBy || undefined,
    'aria-invalid': error !== undefined,
  };
  return (
    <div class="field" ref={field}>
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
      ) : (
        <input {...input} type="text" dir="auto" list={suggestions && `${id}-list`} />
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
