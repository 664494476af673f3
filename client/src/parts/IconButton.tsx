// A button that shows a picture only.
import type { IconNode } from 'lucide';
import { Icon } from './Icon.tsx';

interface IconButtonProps {
  icon: IconNode;
  label: string;
  /** Shown to whoever points at it, where the label says more than that. */
  title?: string;
  onClick: () => void;
}

export function IconButton({ icon, label, title = label, onClick }: IconButtonProps) {
  return (
    <button
      type="button"
      class="button is-quiet icon-button"
      aria-label={label}
      title={title}
      onClick={onClick}
    >
      <Icon node={icon} />
    </button>
  );
}
