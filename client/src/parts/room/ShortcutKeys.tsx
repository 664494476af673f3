// Listens to the meeting's shortcuts. Holding Space to speak is the microphone button's own.
import { useEffect, useRef } from 'preact/hooks';
import { liveTextOf } from '../../session/liveText/liveText.ts';
import type { MeetingSession } from '../../session/meetingSession.ts';
import { type Shortcut, shortcutOf } from './shortcuts.ts';

interface ShortcutKeysProps {
  session: MeetingSession;
  onChat: () => void;
  onPeople: () => void;
  onLeave: () => void;
}

export function ShortcutKeys({ session, onChat, onPeople, onLeave }: ShortcutKeysProps) {
  const { meeting, localScreen } = session;
  const actions: Record<Shortcut, () => void> = {
    microphone: () => session.microphone.toggle(),
    camera: () => session.devices.toggleCamera(),
    hand: () => session.setHandRaised((meeting.getState().me?.handRaisedAt ?? null) === null),
    text: liveTextOf(session.liveText, meeting).toggle,
    chat: onChat,
    people: onPeople,
    share: () => {
      const { type } = localScreen.getState().screen;
      if (type === 'on') session.stopSharing();
      else if (type === 'off') session.startSharing();
    },
    leave: onLeave,
  };
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
