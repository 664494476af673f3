// One of the menu Mer: it opens something, or is on or off.
import type { IconNode } from 'lucide';
import type { ComponentChildren } from 'preact';
import { Icon } from '../Icon.tsx';

interface MoreItemProps {
  icon: IconNode;
  /** Undefined: it is neither. */
  isOn?: boolean;
  /** What it is for. */
  what?: string;
  onClick: () => void;
  children: ComponentChildren;
}

export function MoreItem({ icon, isOn, what, onClick, children }: MoreItemProps) {
  return (
    <button type="button" class="more-item" aria-pressed={isOn} onClick={onClick}>
      <Icon node={icon} />
      <span>
        {children}
        {what !== undefined && <span class="more-what">{what}</span>}
      </span>
    </button>
  );
}
