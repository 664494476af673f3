// In the menu Mer: opens the small window, or closes it. The menu stays where the browser refuses, and says so.
import { PictureInPicture2 } from 'lucide';
import { useState } from 'preact/hooks';
import { moreTexts } from '../../language/texts/more.ts';
import { useTexts } from '../../language/useTexts.ts';
import { Icon } from '../Icon.tsx';
import type { SmallWindow } from '../smallWindow/smallWindow.ts';

interface SmallWindowItemProps {
  smallWindow: SmallWindow;
  onDone: () => void;
}

export function SmallWindowItem({ smallWindow, onDone }: SmallWindowItemProps) {
  const t = useTexts(moreTexts);
  const [isRefused, setIsRefused] = useState(false);

  const toggle = async () => {
    if (smallWindow.isOpen()) smallWindow.close();
    else if (!(await smallWindow.open())) return setIsRefused(true);
    return onDone();
  };

  return (
    <>
      <button
        type="button"
        class="more-item"
        aria-pressed={smallWindow.isOpen()}
        onClick={() => void toggle()}
      >
        <Icon node={PictureInPicture2} />
        <span>
          {t.smallWindow}
          <span class="more-what">{t.smallWindowWhat}</span>
        </span>
      </button>
      <p class="more-problem" role="alert">
        {isRefused && t.smallWindowRefused}
      </p>
    </>
  );
}
