// Shows a secret that is revealed only once, a password or a token, with a button to copy it.
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { accountsTexts } from '../../language/texts/accounts.ts';
import { useTexts } from '../../language/useTexts.ts';
import { CopyButton } from '../CopyButton.tsx';
import { Notice } from '../Notice.tsx';

interface ShownOnceProps {
  title: string;
  what: string;
  secret: string;
  onDone: () => void;
}

export function ShownOnce({ title, what, secret, onDone }: ShownOnceProps) {
  const t = useTexts(accountsTexts);
  const [isRefused, setIsRefused] = useState(false);
  const box = useRef<HTMLElement>(null);
  // It takes the focus, because it must not be missed.
  useLayoutEffect(() => box.current?.focus(), [secret]);

  return (
    <section ref={box} tabIndex={-1} class="shown-once" aria-label={title}>
      <Notice tone="calm" title={title}>
        <p>{what}</p>
        <p>
          <code class="secret">{secret}</code>
        </p>
        <div class="buttons">
          <CopyButton
            text={secret}
            label={t.copy}
            copiedLabel={t.copied}
            onRefused={() => setIsRefused(true)}
          />
          <button type="button" class="button is-plain" onClick={onDone}>
            {t.done}
          </button>
        </div>
        {isRefused && <p role="alert">{t.notCopied}</p>}
      </Notice>
    </section>
  );
}
