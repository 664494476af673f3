// The meeting in a small window over other programs, beside a record system for instance: opens it, and closes it with the meeting.
import type { ItemKey } from '../../session/layout.ts';
import type { MeetingSession } from '../../session/meetingSession.ts';
import { createFeatured } from '../../session/featured.ts';
import { pictureInPictureKind } from '../../platform/pictureInPicture.ts';
import { setMediaKeys } from './mediaKeys.ts';
import { openPageWindow } from './pageWindow.tsx';
import { openVideoWindow } from './videoWindow.ts';

export type SmallWindow = ReturnType<typeof createSmallWindow>;

export function createSmallWindow(session: MeetingSession) {
  const featured = createFeatured(session.meeting);
  /** Undefined while none is open. */
  let close: (() => void) | undefined;
  let isStopped = false;

  /** On a press, or when the browser asks for it. @returns whether the browser allowed it. */
  async function open(): Promise<boolean> {
    if (close) return true;
    const options = { session, featured, onClosed: () => (close = undefined) };
    const openOne = pictureInPictureKind() === 'page' ? openPageWindow : openVideoWindow;
    try {
      close = await openOne(options);
    } catch {
      return false;
    }
    // The meeting has ended meanwhile.
    if (isStopped) close();
    return true;
  }

  const forgetKeys = setMediaKeys(session, () => void open());
  return {
    isOpen: () => close !== undefined,
    open,
    close: () => close?.(),
    /** What the person has chosen to see large on the stage. */
    pin: (keys: readonly ItemKey[]) => featured.pin(keys),
    stop(): void {
      isStopped = true;
      forgetKeys();
      close?.();
      featured.stop();
    },
  };
}
