// In the menu Mer: opens the small window, or closes it. The menu stays where the browser refuses, and says so.
import { PictureInPicture2 } from 'lucide';
import { useState } from 'preact/hooks';
import { moreTexts } from '../../language/texts/more.ts';
import { useTexts } from '../../language/useTexts.ts';
import type { SmallWindow } from '../smallWindow/smallWindow.ts';
import { MoreItem } from './MoreItem.tsx';

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
      <MoreItem
        icon={PictureInPicture2}
        isOn={smallWindow.isOpen()}
        what={t.smallWindowWhat}
        onClick={() => void toggle()}
      >
        {t.smallWindow}
      </MoreItem>
      <p class="more-problem" role="alert">
        {isRefused && t.smallWindowRefused}
      </p>
    </>
  );
}
