// The button ⋯ and the menu that it opens, over everything else and beside the button.
import { Ellipsis, type IconNode } from 'lucide';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { Icon } from './Icon.tsx';

export interface MenuItem {
  words: string;
  icon: IconNode;
  isDestructive?: boolean;
  onChoose: () => void;
}

/** Between the button and its menu, and between the menu and the edge of the window. */
const GAP_PX = 4;
const KEYS: Record<string, (at: number, count: number) => number> = {
  ArrowDown: (at, count) => (at + 1) % count,
  ArrowUp: (at, count) => (at - 1 + count) % count,
  Home: () => 0,
  End: (_, count) => count - 1,
};

/** @param label of the button and of the menu. */
export function Menu({ label, items }: { label: string; items: readonly MenuItem[] }) {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const menu = useRef<HTMLDivElement>(null);
  const [isOpen, setIsOpen] = useState(false);

  const choices = () => [
    ...(menu.current?.querySelectorAll<HTMLElement>('[role="menuitem"]') ?? []),
  ];
  const stayBeside = () => {
    if (button.current && menu.current) place(menu.current, button.current);
  };
  /** In place of the browser's own, which tells of it later: the next key is for the menu already. */
  const toggle = (event: MouseEvent) => {
    event.preventDefault();
    menu.current?.togglePopover();
    if (!menu.current?.matches(':popover-open')) return;
    stayBeside();
    choices()[0]?.focus({ preventScroll: true });
  };
  useEffect(() => {
    if (!isOpen) return undefined;
    // What the button lies in may be scrolled; the menu lies above the page.
    addEventListener('scroll', stayBeside, true);
    addEventListener('resize', stayBeside);
    return () => {
      removeEventListener('scroll', stayBeside, true);
      removeEventListener('resize', stayBeside);
    };
  }, [isOpen]);
  const pressed = (event: KeyboardEvent) => {
    const all = choices();
    const move = KEYS[event.key];
    if (move) {
      event.preventDefault();
      all[move(all.indexOf(document.activeElement as HTMLElement), all.length)]?.focus();
    }
    if (event.key === 'Escape' || event.key === 'Tab') {
      // Only the menu closes, not the panel that it is in.
      event.stopPropagation();
      menu.current?.hidePopover();
    }
  };

  return (
    <>
      <button
        type="button"
        class="button is-quiet icon-button"
        ref={button}
        aria-label={label}
        title={label}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        popovertarget={id}
        onClick={toggle}
      >
        <Icon node={Ellipsis} />
      </button>
      <div
        class="menu"
        id={id}
        ref={menu}
        role="menu"
        tabIndex={-1}
        aria-label={label}
        popover="auto"
        onToggle={({ newState }: { newState: string }) => setIsOpen(newState === 'open')}
        onKeyDown={pressed}
      >
        {items.map(({ words, icon, isDestructive, onChoose }) => (
          <button
            key={words}
            type="button"
            role="menuitem"
            tabIndex={-1}
            class={`menu-item ${isDestructive ? 'is-destructive' : ''}`}
            onClick={() => {
              menu.current?.hidePopover();
              // Where a dialog that opens now will give it back to; Safari focuses no button that is clicked.
              button.current?.focus();
              onChoose();
            }}
          >
            <Icon node={icon} />
            {words}
          </button>
        ))}
      </div>
    </>
  );
}

/** Below the button, its right edge at the button's; above it where there is no room. */
function place(menu: HTMLElement, button: HTMLElement): void {
  const anchor = button.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = menu;
  const below = anchor.bottom + GAP_PX;
  const isRoomBelow = below + height + GAP_PX <= innerHeight;
  const top = isRoomBelow ? below : Math.max(GAP_PX, anchor.top - GAP_PX - height);
  menu.style.top = `${top}px`;
  menu.style.left = `${Math.max(GAP_PX, Math.min(anchor.right - width, innerWidth - width - GAP_PX))}px`;
}
