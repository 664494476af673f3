// A box that says what is going on and what to do about it.
import { CircleAlert, Info, TriangleAlert, X } from 'lucide';
import type { ComponentChildren } from 'preact';
import { everywhereTexts } from '../language/texts/everywhere.ts';
import { useTexts } from '../language/useTexts.ts';
import { Icon } from './Icon.tsx';
import { NoticeBox } from './NoticeBox.tsx';

const icons = { calm: Info, caution: TriangleAlert, fault: CircleAlert };

interface NoticeProps {
  tone: keyof typeof icons;
  title?: string | undefined;
  /**
   * Interrupts a screen reader, so it is only for feedback on an action. Other notices belong
   * in a live region that exists before them, or they would not be read out.
   */
  role?: 'alert';
  /** Puts it away, where it is in the way of what one does. */
  onClose?: (() => void) | undefined;
  children?: ComponentChildren;
}

export function Notice({ tone, title, role, onClose, children }: NoticeProps) {
  const common = useTexts(everywhereTexts);
  return (
    <NoticeBox tone={tone} icon={icons[tone]} role={role}>
      <div class="notice-words">
        {title && <p class="notice-title">{title}</p>}
        {children}
      </div>
      {onClose && (
        <button type="button" class="notice-close" aria-label={common.hide} onClick={onClose}>
          <Icon node={X} />
        </button>
      )}
    </NoticeBox>
  );
}
