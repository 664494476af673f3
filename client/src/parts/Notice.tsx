// A box that tells of something and what to do about it.
import { CircleAlert, Info, TriangleAlert } from 'lucide';
import type { ComponentChildren } from 'preact';
import { Icon } from './Icon.tsx';

const icons = { calm: Info, caution: TriangleAlert, fault: CircleAlert };

interface NoticeProps {
  tone: keyof typeof icons;
  title?: string | undefined;
  /**
   * Interrupts a screen reader: only for the answer to something one has just done. Other notices stand
   * in a live region that was there before them, or their words would not be read.
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
