// The panel at the side, or a sheet over the meeting on phones: heading, close button, content.
import { ArrowLeft, X } from 'lucide';
import type { ComponentChildren } from 'preact';
import { useEffect, useId, useLayoutEffect, useRef } from 'preact/hooks';
import { everywhereTexts } from '../../language/texts/everywhere.ts';
import { useTexts } from '../../language/useTexts.ts';
import { Icon } from '../Icon.tsx';
import { splitNumber } from '../../session/namesOf.ts';
import { Unread } from '../chat/Unread.tsx';

interface SidePanelProps {
  heading: string;
  /** After the heading, such as what somebody does for the others. */
  more?: string;
  /** To the panel that this one was opened from. */
  back?: {
    words: string;
    /** How many messages wait there. */
    unread: number;
    onBack: () => void;
  };
  onClose: () => void;
  children: ComponentChildren;
}

export function SidePanel({ heading, more, back, onClose, children }: SidePanelProps) {
  const common = useTexts(everywhereTexts);
  const id = useId();
  const title = useRef<HTMLHeadingElement>(null);
  const [words, number] = splitNumber(heading);

  // It was opened by a click or key press, so the focus moves into it.
  useLayoutEffect(() => title.current?.focus(), []);

  useEffect(() => {
    const closeOnEscape = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && document.querySelector('dialog[open]') === null) onClose();
    };
    document.addEventListener('keydown', closeOnEscape);
    return () => document.removeEventListener('keydown', closeOnEscape);
  }, [onClose]);

  return (
    <section class="panel" aria-labelledby={id}>
      <div class="panel-header">
        {back && (
          <button
            type="button"
            class="button is-quiet icon-button"
            aria-label={back.words}
            title={back.words}
            onClick={back.onBack}
          >
            <Icon node={ArrowLeft} class="is-ahead" />
            <Unread count={back.unread} />
          </button>
        )}
        <h2 id={id} ref={title} tabIndex={-1}>
          <span>{words}</span>
          {number && <span> {number}</span>}
          {more && <span class="soft panel-more">, {more}</span>}
        </h2>
        <button type="button" class="button is-quiet" onClick={onClose}>
          <Icon node={X} />
          {common.close}
        </button>
      </div>
      {children}
    </section>
  );
}
