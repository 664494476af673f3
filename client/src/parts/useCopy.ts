// Copies a text on a click, and says whether the browser allowed it.
import { useState } from 'preact/hooks';

export type CopyOutcome = 'copied' | 'notCopied';

export function useCopy() {
  const [outcome, setOutcome] = useState<CopyOutcome>();
  return {
    /** Undefined until it has been tried. */
    outcome,
    /** @param select selects the text for manual copying: without HTTPS there is no clipboard API. */
    copy(text: string, select?: () => void): void {
      setOutcome(undefined);
      // Without a clipboard API this throws synchronously.
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
