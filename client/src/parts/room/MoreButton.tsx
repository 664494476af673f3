// Opens the menu Mer, whose code is loaded on demand.
import { Ellipsis } from 'lucide';
import { useState } from 'preact/hooks';
import { everywhereTexts } from '../../language/texts/everywhere.ts';
import { roomTexts } from '../../language/texts/room.ts';
import { useTexts } from '../../language/useTexts.ts';
import { Icon } from '../Icon.tsx';
import { Notice } from '../Notice.tsx';
import { useChunk } from '../useChunk.ts';
import type { MoreMenuProps } from './MoreMenu.tsx';

const load = async () => (await import('./MoreMenu.tsx')).MoreMenu;

export function MoreButton(props: Omit<MoreMenuProps, 'onClose'>) {
  const t = useTexts(roomTexts);
  const common = useTexts(everywhereTexts);
  const [isNear, setIsNear] = useState(false);
  /** Each press retries the loading. */
  const [presses, setPresses] = useState(0);
  const [isOpen, setIsOpen] = useState(false);
  const Menu = useChunk(load, isOpen ? `pressed ${presses}` : isNear);
  return (
    <>
      <button
        type="button"
        class={`toggle ${isOpen ? 'is-open' : ''}`}
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        // The code is loaded while the pointer approaches.
        onPointerEnter={() => setIsNear(true)}
        onClick={() => {
          setPresses(presses + 1);
          setIsOpen(true);
        }}
      >
        <Icon node={Ellipsis} />
        <span class="toggle-words">{t.more}</span>
      </button>
      {isOpen && Menu && <Menu {...props} onClose={() => setIsOpen(false)} />}
      {isOpen && Menu === null && (
        <Notice tone="fault" role="alert">
          <p>{common.unreachable}</p>
        </Notice>
      )}
    </>
  );
}
