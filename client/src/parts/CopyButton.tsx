// A button that copies a text, and then says so itself.
import { Check, Copy } from 'lucide';
import { useEffect } from 'preact/hooks';
import { Icon } from './Icon.tsx';
import { useCopy } from './useCopy.ts';

interface CopyButtonProps {
  /** What is copied. */
  text: string;
  label: string;
  copiedLabel: string;
  /** Read to those who do not see the button. */
  said?: string;
  /** Only the icon is seen. */
  isIcon?: boolean;
  class?: string;
  /** Without HTTPS there is no clipboard: to select the text for manual copying. */
  onRefused?: () => void;
}

export function CopyButton(props: CopyButtonProps) {
  const { text, label, copiedLabel, said, isIcon = false, class: more = '', onRefused } = props;
  const copying = useCopy();
  const isCopied = copying.outcome === 'copied';
  useEffect(copying.forget, [text]);
  return (
    <>
      <button
        type="button"
        class={`${isIcon ? 'button is-quiet icon-button' : 'button copy-button'} ${isCopied ? 'is-copied' : ''} ${more}`}
        title={isIcon ? label : undefined}
        aria-label={isIcon ? label : undefined}
        onClick={() => copying.copy(text, onRefused)}
      >
        {isIcon ? (
          <Icon node={isCopied ? Check : Copy} />
        ) : (
          <>
            <span class={isCopied ? 'is-unsaid' : ''}>
              <Icon node={Copy} />
              {label}
            </span>
            <span class={isCopied ? '' : 'is-unsaid'}>
              <Icon node={Check} />
              {copiedLabel}
            </span>
          </>
        )}
      </button>
      <output class="visually-hidden">{isCopied && (said ?? copiedLabel)}</output>
    </>
  );
}
