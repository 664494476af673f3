// Listens to the meeting's shortcuts. Holding Space to speak is the microphone button's own.
import { useEffect, useRef } from 'preact/hooks';
import { liveTextOf } from '../../session/liveText/liveText.ts';
import type { MeetingSession } from '../../session/meetingSession.ts';
import { type Shortcut, shortcutOf } from './shortcuts.ts';

interface ShortcutKeysProps {
  session: MeetingSession;
  actions: Record<Exclude<Shortcut, 'text'>, () => void>;
}

export function ShortcutKeys({ session, actions }: ShortcutKeysProps) {
  const latest = useRef(actions);
  latest.current = actions;
  const liveText = liveTextOf(session.liveText, session.meeting);
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const shortcut = shortcutOf(event);
      if (shortcut === undefined || event.repeat) return;
      event.preventDefault();
      // What a dialog covers is not to change behind it, but for what others see and hear.
      const isCovered = document.querySelector('dialog[open]') !== null;
      if (!isCovered || shortcut === 'microphone' || shortcut === 'camera')
        ({ ...latest.current, text: liveText.toggle })[shortcut]();
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, []);
  return null;
}
