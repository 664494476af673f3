// Shows a secret that is revealed only once, a password or a token, with a button to copy it.
import { Copy } from 'lucide';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { accountsTexts } from '../../language/texts/accounts.ts';
import { useTexts } from '../../language/useTexts.ts';
import { Icon } from '../Icon.tsx';
import { Notice } from '../Notice.tsx';
import { useCopy } from '../useCopy.ts';

interface ShownOnceProps {
  title: string;
  what: string;
  secret: string;
  onDone: () => void;
}

export function ShownOnce({ title, what, secret, onDone }: ShownOnceProps) {
  const t = useTexts(accountsTexts);
  const { outcome, copy } = useCopy();
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
          <button type="button" class="button" onClick={() => copy(secret)}>
            <Icon node={Copy} />
            {t.copy}
          </button>
          <button type="button" class="button is-plain" onClick={onDone}>
            {t.done}
          </button>
        </div>
        <output>{outcome && t[outcome]}</output>
      </Notice>
    </section>
  );
}
