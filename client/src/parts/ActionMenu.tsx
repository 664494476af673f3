// The button ⋯ and its menu: what can be done with one thing of a list (WAI-ARIA menu button).
import { Ellipsis, type IconNode } from 'lucide';
import { useEffect, useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Icon } from './Icon.tsx';

export interface Action {
  label: string;
  icon: IconNode;
  isDestructive?: boolean;
  onChoose: () => void;
}

interface ActionMenuProps {
  /** The button's name: of what. */
  label: string;
  actions: readonly Action[];
}

const STEPS: Record<string, (at: number, count: number) => number> = {
  ArrowDown: (at, count) => (at + 1) % count,
  ArrowUp: (at, count) => (at + count - 1) % count,
  Home: () => 0,
  End: (_, count) => count - 1,
};

export function ActionMenu({ label, actions }: ActionMenuProps) {
  const id = useId();
  const [isOpen, setIsOpen] = useState(false);
  const [isAbove, setIsAbove] = useState(false);
  const whole = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const menu = useRef<HTMLDivElement>(null);
  const items = () => [...(menu.current?.querySelectorAll<HTMLElement>('[role=menuitem]') ?? [])];

  useLayoutEffect(() => {
    if (!isOpen) return;
    const { bottom = 0 } = button.current?.getBoundingClientRect() ?? {};
    setIsAbove(bottom + (menu.current?.offsetHeight ?? 0) > innerHeight);
    items()[0]?.focus();
  }, [isOpen]);

  useEffect(() => {
    if (!isOpen) return;
    const closeOutside = ({ target }: Event) => {
      if (!(target instanceof Node && whole.current?.contains(target))) setIsOpen(false);
    };
    document.addEventListener('pointerdown', closeOutside);
    document.addEventListener('focusin', closeOutside);
    return () => {
      document.removeEventListener('pointerdown', closeOutside);
      document.removeEventListener('focusin', closeOutside);
    };
  }, [isOpen]);

  // The focus is where a dialog that opens now will give it back to.
  const close = () => {
    button.current?.focus();
    setIsOpen(false);
  };

  const move = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      event.stopPropagation();
      close();
    }
    const step = STEPS[event.key];
    if (!step) return;
    event.preventDefault();
    const all = items();
    const at = all.findIndex((item) => item === document.activeElement);
    all[step(at, all.length)]?.focus();
  };

  return (
    <div class="action-menu" ref={whole}>
      <button
        type="button"
        class="icon-button"
        ref={button}
        aria-label={label}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        aria-controls={isOpen ? id : undefined}
        title={label}
        onClick={() => setIsOpen((was) => !was)}
      >
        <Icon node={Ellipsis} />
      </button>
      {isOpen && (
        <div
          class={`action-menu-items ${isAbove ? 'is-above' : ''}`}
          id={id}
          ref={menu}
          role="menu"
          aria-label={label}
          tabIndex={-1}
          onKeyDown={move}
        >
          {actions.map(({ label: words, icon, isDestructive, onChoose }) => (
            <button
              key={words}
              type="button"
              role="menuitem"
              tabIndex={-1}
              class={isDestructive === true ? 'is-destructive' : ''}
              onClick={() => {
                close();
                onChoose();
              }}
            >
              <Icon node={icon} />
              {words}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}
