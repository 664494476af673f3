// What has just happened, for some seconds at the bottom: a press leads to it, the cross puts it away.
import { X } from 'lucide';
import { useEffect, useState } from 'preact/hooks';
import { everywhereTexts } from '../../language/texts/everywhere.ts';
import { useTexts } from '../../language/useTexts.ts';
import { Icon } from '../Icon.tsx';

const SHOWN_MS = 6_000;

interface ToastProps {
  words: string;
  onPress: () => void;
  onGone: () => void;
  isInert: boolean;
}

/** Silent: the same words are in a live region. */
export function Toast({ words, onPress, onGone, isInert }: ToastProps) {
  const common = useTexts(everywhereTexts);
  /** It stays for as long as somebody points at it. */
  const [isHeld, setIsHeld] = useState(false);
  useEffect(() => {
    if (isHeld) return undefined;
    const timer = setTimeout(onGone, SHOWN_MS);
    return () => clearTimeout(timer);
  }, [isHeld]);
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- holding it is no interaction of its own
    <div
      class="toast"
      inert={isInert}
      onPointerEnter={() => setIsHeld(true)}
      onPointerLeave={() => setIsHeld(false)}
      onFocusIn={() => setIsHeld(true)}
      onFocusOut={() => setIsHeld(false)}
    >
      <button
        type="button"
        class="toast-words"
        onClick={() => {
          onGone();
          onPress();
        }}
      >
        <span dir="auto">{words}</span>
      </button>
      <button type="button" class="toast-close" aria-label={common.hide} onClick={onGone}>
        <Icon node={X} />
      </button>
    </div>
  );
}
