// Shows in the browser tab that there are unread messages: a dot on the icon.
import { useEffect } from 'preact/hooks';
import { unreadCount } from '../../session/chat.ts';
import type { MeetingSession } from '../../session/meetingSession.ts';
import { useStore } from '../useStore.ts';

const SIZE = 32;

export function UnreadIcon({ session }: { session: MeetingSession }) {
  const isUnread = useStore(session.chat.store, (state) => unreadCount(state) > 0);
  useEffect(() => {
    const icon = document.querySelector<HTMLLinkElement>('link[rel="icon"]');
    if (!isUnread || icon === null) return undefined;
    const plain = icon.href;
    let isOver = false;
    void dotted(plain).then((image) => {
      if (image !== undefined && !isOver) icon.href = image;
    });
    return () => {
      isOver = true;
      icon.href = plain;
    };
  }, [isUnread]);
  return null;
}

/** The icon with a dot in its corner, as a data URL; undefined if it cannot be drawn. */
async function dotted(href: string): Promise<string | undefined> {
  const image = new Image(SIZE, SIZE);
  image.src = href;
  try {
    await image.decode();
  } catch {
    return undefined;
  }
  const canvas = document.createElement('canvas');
  canvas.width = SIZE;
  canvas.height = SIZE;
  const context = canvas.getContext('2d');
  if (context === null) return undefined;
  context.drawImage(image, 0, 0, SIZE, SIZE);
  context.fillStyle = '#b4281f';
  context.arc(SIZE - 9, 9, 9, 0, 2 * Math.PI);
  context.fill();
  return canvas.toDataURL();
}
