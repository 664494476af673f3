// The field for the call ID: numeric keyboard, grouped 3-3-3 while typing or pasting.
import type { RefObject, TargetedInputEvent } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Field } from './Field.tsx';
import { regroupCallId, type Typed } from './regroupCallId.ts';

interface CallIdFieldProps {
  label: string;
  hint: string;
  error: string | undefined;
  inputRef: RefObject<HTMLInputElement | null>;
  onChange: (text: string) => void;
}

export function CallIdField({ label, hint, error, inputRef, onChange }: CallIdFieldProps) {
  const [typed, setTyped] = useState<Typed>({ text: '', caret: 0 });
  const caretWanted = useRef<number | undefined>(undefined);

  const regroup = (event: TargetedInputEvent<HTMLInputElement>) => {
    const input = event.currentTarget;
    const now = { text: input.value, caret: input.selectionStart ?? input.value.length };
    const after = regroupCallId(typed.text, now, event.inputType ?? '');
    // A dropped letter changes no state, so the field's value is set by hand too.
    input.value = after.text;
    input.setSelectionRange(after.caret, after.caret);
    caretWanted.current = after.caret;
    setTyped(after);
    onChange(after.text);
  };

  // Setting the value on render moves the caret to the end.
  useLayoutEffect(() => {
    const caret = caretWanted.current;
    caretWanted.current = undefined;
    if (caret !== undefined) inputRef.current?.setSelectionRange(caret, caret);
  }, [typed]);

  return (
    <Field
      class="call-id-input"
      label={label}
      hint={hint}
      error={error}
      inputRef={inputRef}
      value={typed.text}
      onInput={regroup}
      inputMode="numeric"
      autocomplete="off"
      spellcheck={false}
    />
  );
}
