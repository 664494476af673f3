// A box that tells of something and what to do about it.
import { CircleAlert, Info, TriangleAlert } from 'lucide';
import type { ComponentChildren } from 'preact';
import { Icon } from './Icon.tsx';

const icons = { calm: Info, caution: TriangleAlert, fault: CircleAlert };

interface NoticeProps {
  tone: keyof typeof icons;
  title?: string | undefined;
  /** `alert` interrupts a screen reader: only for the answer to something one has just done. */
  role?: 'status' | 'alert';
  children: ComponentChildren;
}

export function Notice({ tone, title, role = 'status', children }: NoticeProps) {
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
