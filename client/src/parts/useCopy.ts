// Copies a text by a click, and says whether the browser let us.
import { useState } from 'preact/hooks';

export type CopyOutcome = 'copied' | 'notCopied';

export function useCopy() {
  const [outcome, setOutcome] = useState<CopyOutcome>();
  return {
    /** Undefined until it has been tried. */
    outcome,
    /** @param select marks the text for the person to copy: without HTTPS the browser has no other clipboard. */
    copy(text: string, select?: () => void): void {
      setOutcome(undefined);
      // Where there is no clipboard at all it throws at once.
      Promise.resolve()
        .then(() => navigator.clipboard.writeText(text))
        .then(
          () => setOutcome('copied'),
          () => {
            select?.();
            setOutcome('notCopied');
          },
        );
    },
    forget: () => setOutcome(undefined),
  };
}
