// Listens to the meeting's shortcuts. Holding Space to speak is the microphone button's own.
import { useEffect, useRef } from 'preact/hooks';
import { type Shortcut, shortcutOf } from './shortcuts.ts';

export function ShortcutKeys({ actions }: { actions: Record<Shortcut, () => void> }) {
  const latest = useRef(actions);
  latest.current = actions;
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const shortcut = shortcutOf(event);
      if (shortcut === undefined || event.repeat) return;
      event.preventDefault();
      // What a dialog covers is not to change behind it, but for what others see and hear.
      const isCovered = document.querySelector('dialog[open]') !== null;
      if (!isCovered || shortcut === 'microphone' || shortcut === 'camera')
        latest.current[shortcut]();
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, []);
  return null;
}
