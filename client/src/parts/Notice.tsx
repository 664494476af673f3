// A box that says what is going on and what to do about it.
import { CircleAlert, Info, TriangleAlert } from 'lucide';
import type { ComponentChildren } from 'preact';
import { Icon } from './Icon.tsx';

const icons = { calm: Info, caution: TriangleAlert, fault: CircleAlert };

interface NoticeProps {
  tone: keyof typeof icons;
  title?: string | undefined;
  /**
   * Interrupts a screen reader, so it is only for feedback on an action. Other notices belong
   * in a live region that exists before them, or they would not be read out.
   */
  role?: 'alert';
  children: ComponentChildren;
}

export function Notice({ tone, title, role, children }: NoticeProps) {
  return (
    <div class={`notice is-${tone}`} role={role}>
      <Icon node={icons[tone]} />
      <div class="notice-words">
        {title && <p class="notice-title">{title}</p>}
        {children}
      </div>
    </div>
  );
}
