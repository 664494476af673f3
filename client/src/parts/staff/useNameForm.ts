// A form in which only the name is required: what has been typed, whether it is missing, and the submission.
import { useRef, useState } from 'preact/hooks';
import { tidyLine } from './tidyLine.ts';

/** @param save is given the tidy name; until it resolves, the form is not submitted again. */
export function useNameForm(initialName: string, save: (name: string) => Promise<unknown>) {
  const [name, setName] = useState(initialName);
  const [isMissing, setIsMissing] = useState(false);
  const [isSaving, setIsSaving] = useState(false);
  const inputRef = useRef<HTMLInputElement>(null);

  const submit = async () => {
    if (isSaving) return;
    const tidy = tidyLine(name);
    setIsMissing(!tidy);
    if (!tidy) return inputRef.current?.focus();
    setIsSaving(true);
    await save(tidy);
    setIsSaving(false);
  };

  return {
    isMissing,
    isSaving,
    onSubmit(event: Event) {
      event.preventDefault();
      void submit();
    },
    /** Of the name's `Field`. */
    field: {
      inputRef,
      value: name,
      onInput: (event: { currentTarget: HTMLInputElement }) => setName(event.currentTarget.value),
      autocomplete: 'off',
      maxLength: 100,
    } as const,
  };
}
